/** Matters of a health centre: the six sectors of the task `triagem`. Talk of appointments, never medical advice. */
import { nouns } from '../../grammar/morphology.ts';
import { actionBanks, nounBanks } from '../banks.ts';
import type { Concept } from './concept.ts';

export const CLINIC_NOUNS = {
  atendente: nouns('enfermeira/f, médico/m, médica/f, recepcionista/f, agente de saúde/m, doutora/f'),
  posto: nouns('posto de saúde/m, clínica/f, hospital/m, ambulatório/m'),
} as const;

export const CLINIC_FRAMES: readonly string[] = [
  '{pessoa} foi {ao posto} para {acao}.',
  '{meu familia} quer {acao} {futuro}.',
  '{o atendente} conversou com {pessoa} sobre {o coisa}.',
  '{o atendente} explicou como {acao}.',
  'Na sala de espera, todos falavam {do coisa}.',
  '{pessoa} marcou um horário para {acao}.',
  '{o familia} de {pessoa} precisa {acao}.',
  'O assunto da palestra {no posto} foi {o coisa}.',
  '{o atendente} anotou na ficha: {coisa} e {coisa2}.',
  '{pessoa} adiou o que pôde, mas teve de {acao}.',
  'Por causa {do coisa}, {o familia} procurou {o posto}.',
  '— Vim {acao} — disse {pessoa} {ao atendente}.',
  'Desde {mes}, {pessoa} pensa em {acao}.',
  '{o atendente} atende na {dia} quem quer {acao}.',
  '{o coisa} preocupa {o familia} de {pessoa}.',
  'Depois da consulta, {pessoa} resolveu {acao}.',
  '{o crianca} perguntou {ao atendente} sobre {o coisa}.',
  'Não é preciso ter medo: {acao} é simples.',
  '{pessoa} voltou {ao posto} {passado} para {acao}.',
  'O cartaz {do posto} falava {do coisa} e {do coisa2}.',
];

export const CLINIC_CONCEPTS: readonly Concept[] = [
  {
    topic: 'vacina',
    actions: actionBanks(
      'tomar, receber: dose/f, injeção/f, reforço/m; atualizar a caderneta | participar da campanha contra a gripe; dar a gotinha ao neto | imunizar o bebê; prevenir, evitar: sarampo/m, catapora/f, caxumba/f',
    ),
    things: nounBanks(
      'dose/f, injeção/f, reforço/m, caderneta/f | campanha contra a gripe/f, gotinha/f | imunização/f, sarampo/m, catapora/f, caxumba/f',
    ),
    sentences: [
      'A vacina contra a gripe chegou {ao posto} em {mes}.',
      '{o crianca} chorou na hora da picada e ganhou um adesivo.',
      'Leve a caderneta: falta uma dose da vacina.',
      '{o crianca} tomou a vacina sem chorar.',
      'Com a vacina, o sarampo deixou de assustar.',
      'A fila da vacinação deu a volta no quarteirão.',
    ],
  },
  {
    topic: 'dentes',
    actions: actionBanks(
      'tratar: cárie/f, canal/m, dente quebrado/m/dentes quebrados; colocar o aparelho | extrair o siso; clarear o sorriso | raspar o tártaro; ajustar, refazer: dentadura/f, ponte móvel/f/pontes móveis; cuidar de: gengiva/f, mordida/f',
    ),
    things: nounBanks(
      'cárie/f, canal/m, dente quebrado/m/dentes quebrados, dor de dente/f | siso/m, sorriso torto/m/sorrisos tortos | tártaro/m, gengiva/f, dentadura/f, mordida/f',
    ),
    sentences: [
      'A dentista disse que os dentes de {pessoa} estão ótimos.',
      'Escove os dentes depois de comer e antes de dormir.',
      '{o crianca} perdeu o primeiro dente e guardou numa caixinha.',
      'O dentista atende na {dia}, às {hora}.',
      'Com dor de dente, {pessoa} não conseguiu comer {fruta}.',
      '{pessoa} usa aparelho nos dentes há {anos}.',
    ],
  },
  {
    topic: 'visão',
    actions: actionBanks(
      'trocar: armação/f, lente/f; fazer os óculos; fazer o exame de vista; pingar o colírio | medir o astigmatismo; dilatar a pupila | operar, avaliar: catarata/f, retina/f; corrigir a miopia',
    ),
    things: nounBanks(
      'lente/f, exame de vista/m, colírio/m, armação/f | astigmatismo/m, pupila/f | catarata/f, miopia/f, retina/f, cegueira/f',
    ),
    sentences: [
      '{pessoa} não lê mais sem óculos.',
      'O oculista mediu a visão de {pessoa} com letras miúdas.',
      'As letras do quadro pareciam borradas de longe.',
      'Com os óculos novos, {pessoa} viu até as folhas das árvores.',
      'Os olhos {do crianca} ficaram vermelhos depois da piscina.',
      '{pessoa} enxerga bem de perto, mas mal de longe.',
    ],
  },
  {
    topic: 'pele',
    actions: actionBanks(
      'tratar, examinar: mancha/f, coceira/f, espinha/f, queimadura/f | retirar a verruga; acalmar a alergia | remover, mostrar: pinta/f, bolha/f; aliviar, curar: acne/f, micose/f',
    ),
    things: nounBanks(
      'mancha/f, coceira/f, espinha/f, queimadura/f, pele seca/f/peles secas | verruga/f, alergia/f | pinta/f, bolha/f, acne/f, micose/f',
    ),
    sentences: [
      'A pele de {pessoa} ficou vermelha depois da praia.',
      'O sol forte queima a pele em {minutos} minutos.',
      'A dermatologista olhou a mancha com uma lupa.',
      '{pessoa} coçou tanto o braço que a pele descascou.',
      'No inverno, a pele fica seca e pede creme.',
      'A picada do mosquito deixou a pele inchada.',
    ],
  },
  {
    topic: 'farmácia',
    actions: actionBanks(
      'buscar, retirar, comprar: remédio/m, comprimido/m, xarope/m; devolver o remédio vencido | pegar o genérico; encher o frasco | renovar a receita; encomendar, solicitar: antibiótico/m, cápsula/f, insulina/f',
    ),
    things: nounBanks(
      'remédio/m, comprimido/m, xarope/m, bula/f | genérico/m, frasco/m | receita médica/f/receitas médicas, antibiótico/m, cápsula/f, insulina/f',
    ),
    sentences: [
      'A farmácia da esquina fica aberta até as {fecha}.',
      '{pessoa} toma um comprimido de manhã e outro à noite.',
      'O farmacêutico explicou a bula com paciência.',
      'O xarope tem gosto de {fruta}, mas {o crianca} não gosta.',
      'A receita vale por trinta dias em qualquer farmácia.',
      '{pessoa} guardou os remédios longe das crianças.',
    ],
  },
  {
    topic: 'nutrição',
    actions: actionBanks(
      'montar, mudar: dieta/f, cardápio/m; aprender a comer verduras; controlar o peso | planejar a marmita; rever o lanche | emagrecer com calma; reduzir: gordura/f, colesterol/m; contar as calorias; repor as vitaminas',
    ),
    things: nounBanks(
      'dieta/f, cardápio/m, peso/m, balança/f | marmita/f, lanche/m | gordura/f, falta de vitaminas/f, obesidade/f, colesterol/m',
    ),
    sentences: [
      'A nutricionista trocou o refrigerante por suco.',
      '{pessoa} perdeu {n} quilos e ganhou disposição.',
      'Um prato colorido tem {legume}, {legume2} e feijão.',
      'A nutrição do bebê começa com o leite materno.',
      '{pessoa} subiu na balança: 6{#d} kg.',
      'Quem come devagar come melhor, diz a nutricionista.',
    ],
  },
];
