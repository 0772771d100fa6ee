/** Opinions: what is judged, the words of praise and blame for it, and sentences of a cheerful or a sad mood. */
import type { Noun } from '../grammar/morphology.ts';
import { type Banks, nounBanks, phraseBanks } from './banks.ts';

export const MOODS = ['alegre', 'triste'] as const;
export type Mood = (typeof MOODS)[number];

/** A kind of thing that people judge, with adjectives that fit any of its nouns. */
export interface Judged {
  readonly nouns: Banks<Noun>;
  /** Past of the verb that links these nouns to a quality: a lesson *foi* boa, a shirt *era* bonita, soup *estava* fria. */
  readonly copula: 'foi' | 'era' | 'estava';
  readonly adjectives: Readonly<Record<Mood, Banks<string>>>;
}

export const JUDGED: readonly Judged[] = [
  {
    copula: 'foi',
    nouns: nounBanks(
      'professor/m, professora/f, médico/m, médica/f, vendedor/m, vendedora/f, enfermeira/f | dentista/f, cozinheira/f, porteiro/m | atendente/f, gerente/m, instrutora/f, técnico/m, funcionário/m',
    ),
    adjectives: {
      alegre: phraseBanks(
        'gentil, atencioso, paciente, educado, simpático, cuidadoso | dedicado, honesto, competente | prestativo, amável, carinhoso, cordial, sorridente',
      ),
      triste: phraseBanks(
        'grosseiro, impaciente, mal-educado, antipático, descuidado | arrogante, desonesto, distraído | estúpido, ríspido, preguiçoso, irritado, agressivo',
      ),
    },
  },
  {
    copula: 'era',
    nouns: nounBanks(
      'camisa/f, sapato/m, mochila/f, relógio/m, bolsa/f, cadeira/f, casaco/m | teclado/m, jaqueta/f, mala/f | tênis/m, panela/f, bicicleta/f, lanterna/f, toalha/f, brinquedo/m',
    ),
    adjectives: {
      alegre: phraseBanks(
        'bonito, resistente, útil, prático, excelente, lindo | durável, perfeito, elegante | ótimo, moderno, charmoso, impecável, maravilhoso',
      ),
      triste: phraseBanks(
        'feio, frágil, inútil, ruim, malfeito | incômodo, péssimo, antiquado | horrível, torto, falso, decepcionante, desengonçado',
      ),
    },
  },
  {
    copula: 'foi',
    nouns: nounBanks(
      'aula/f, filme/m, festa/f, passeio/m, jogo/m, viagem/f, palestra/f | curso/m, visita/f, reunião/f | espetáculo/m, oficina/f, livro/m, apresentação/f, treino/m',
    ),
    adjectives: {
      alegre: phraseBanks(
        'divertido, interessante, animado, emocionante, agradável, bom, excelente | inspirador, engraçado, perfeito | ótimo, inesquecível, surpreendente, maravilhoso, empolgante',
      ),
      triste: phraseBanks(
        'chato, confuso, cansativo, ruim, demorado, desorganizado | monótono, péssimo, arrastado | horrível, entediante, desagradável, decepcionante, insuportável',
      ),
    },
  },
  {
    copula: 'era',
    nouns: nounBanks(
      'hotel/m, quarto/m, restaurante/m, escola/f, praia/f, loja/f | pousada/f, biblioteca/f, academia/f | museu/m, mercado/m, cinema/m, apartamento/m, teatro/m',
    ),
    adjectives: {
      alegre: phraseBanks(
        'limpo, organizado, tranquilo, bonito, agradável, seguro | silencioso, espaçoso, arejado | confortável, charmoso, acolhedor, maravilhoso, impecável',
      ),
      triste: phraseBanks(
        'sujo, barulhento, bagunçado, escuro, perigoso, feio | abafado, apertado, fedorento | desconfortável, horrível, abandonado, desagradável, imundo',
      ),
    },
  },
  {
    copula: 'estava',
    nouns: nounBanks(
      'bolo/m, carne/f, pizza/f, arroz/m, almoço/m, salada/f, frango/m | omelete/f, jantar/m, macarronada/f | peixe/m, sobremesa/f, sanduíche/m, lanche/m, comida/f',
    ),
    adjectives: {
      alegre: phraseBanks(
        'gostoso, saboroso, delicioso, bom, excelente, cheiroso | nutritivo, apetitoso, perfeito | ótimo, maravilhoso, leve, suculento, inesquecível',
      ),
      triste: phraseBanks(
        'ruim, frio, queimado, azedo, estragado, salgado | insosso, cru, gorduroso | horrível, amargo, grudento, nojento, ressecado',
      ),
    },
  },
];

/** Frames that take either mood: {alvo} is what is judged, {copula} its verb, {*juizo alvo} the word for it. */
export const OPINION_FRAMES: readonly string[] = [
  '{o alvo} {copula} {*juizo alvo} e {*juizo alvo}.',
  'Que {alvo} {*juizo alvo}!',
  '{pessoa} achou {o alvo} {*juizo alvo}.',
  'Todo mundo disse que {o alvo} {copula} {*juizo alvo}.',
  '{o alvo} de {pessoa} {copula} {*juizo alvo} e {*juizo alvo}.',
  'Nunca vi {um alvo} tão {*juizo alvo}.',
  '{o familia} contou que {o alvo} {copula} {*juizo alvo}.',
  '{o alvo} {copula} {*juizo alvo}, e {o alvo2} {copula} {*juizo alvo2}.',
  'Segundo {pessoa}, {o alvo} {copula} {*juizo alvo}.',
  '{pessoa} falou {passado} de {um alvo} {*juizo alvo}.',
  '{o alvo} parecia {*juizo alvo} desde o começo.',
  'Em {cidade}, {pessoa} encontrou {um alvo} {*juizo alvo}.',
  'Esperávamos outra coisa, mas {o alvo} {copula} {*juizo alvo}.',
  '— Que {alvo} {*juizo alvo}! — disse {pessoa}.',
];

/** Sentences that say the mood by themselves, or lead to a judgement of that mood. */
export const MOOD_FRAMES: Readonly<Record<Mood, readonly string[]>> = {
  alegre: [
    '{pessoa} adorou {o alvo} {*juizo alvo}.',
    '{pessoa} elogiou {o alvo}: {*juizo alvo} e {*juizo alvo}.',
    'Valeu a pena: {o alvo} {copula} {*juizo alvo}.',
    '{pessoa} saiu sorrindo e disse que {o alvo} {copula} {*juizo alvo}.',
    'Quero voltar! {o alvo} {copula} {*juizo alvo}.',
    '{o familia} recomenda {o alvo}: {*juizo alvo} e {*juizo alvo}.',
    'Fiquei feliz com {o alvo} {*juizo alvo}.',
    'Parabéns! {o alvo} {copula} {*juizo alvo}.',
    '{pessoa} riu, cantou e abraçou {o familia}.',
    'Foi um dia feliz: {pessoa} ganhou um abraço e uma boa notícia.',
    '{pessoa} pulou de alegria quando viu {o familia}.',
    'Obrigado por tudo, foi muito bom!',
    'Que alegria! {o familia} chegou de {cidade}.',
    '{pessoa} comemorou com os amigos até tarde.',
  ],
  triste: [
    '{pessoa} detestou {o alvo} {*juizo alvo}.',
    '{pessoa} reclamou {do alvo}: {*juizo alvo} e {*juizo alvo}.',
    'Perdi meu tempo: {o alvo} {copula} {*juizo alvo}.',
    '{pessoa} saiu chorando e disse que {o alvo} {copula} {*juizo alvo}.',
    'Não volto mais! {o alvo} {copula} {*juizo alvo}.',
    '{o familia} não recomenda {o alvo}: {*juizo alvo} e {*juizo alvo}.',
    'Fiquei triste com {o alvo} {*juizo alvo}.',
    'Que decepção! {o alvo} {copula} {*juizo alvo}.',
    '{pessoa} suspirou, baixou a cabeça e foi embora.',
    'Foi um dia triste: {pessoa} recebeu uma notícia ruim.',
    '{pessoa} chorou de saudade {do familia}.',
    'Nunca mais! Foi tudo muito ruim.',
    'Que pena! {o familia} perdeu o ônibus para {cidade}.',
    '{pessoa} ficou em casa o dia todo, sem vontade de falar.',
  ],
};

/** Short notes of either mood. */
export const MOOD_NOTES: readonly string[] = [
  '{o alvo} {*juizo alvo}.',
  '{um alvo} {*juizo alvo}.',
  '{o alvo} {copula} {*juizo alvo}.',
  '{alvo} {*juizo alvo} e {*juizo alvo}.',
  'Que {alvo} {*juizo alvo}!',
];
