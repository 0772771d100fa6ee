import { nouns, phrases } from '../../grammar/morphology.ts';
import type { Domain } from '../domain.ts';

export const health: Domain = {
  topic: 'saúde',
  weight: 0.6,
  nouns: {
    medico: nouns('médico/m, médica/f, enfermeira/f, enfermeiro/m, pediatra/f, doutora/f'),
    clinica: nouns('clínica/f, hospital/m, consultório/m, posto de saúde/m'),
    sintoma: nouns(
      'febre/f, tosse/f, dor de cabeça/f, cansaço/m, gripe/f, tontura/f, enjoo/m, dor nas costas/f, dor de garganta/f',
    ),
    exame_medico: nouns('exame de sangue/m, raio X/m/raios X, exame de urina/m'),
    paciente: nouns('paciente/m, bebê/m, senhora/f, criança/f, rapaz/m, idoso/m, idosa/f'),
    corpo: nouns('braço/m, joelho/m, pé/m, ombro/m, pescoço/m, dedo/m'),
    ferida: nouns('corte/m, ferida/f, arranhão/m'),
  },
  phrases: {
    habito: phrases(
      'beber água, dormir cedo, caminhar meia hora por dia, comer devagar, respirar fundo, lavar as mãos, descansar um pouco',
    ),
    pressao: phrases('12 por 8, 11 por 7, 13 por 9, 14 por 9'),
  },
  sentences: [
    '{o medico} atendeu {pessoa} {no clinica}.',
    '{pessoa} sentiu {sintoma} e foi {ao clinica}.',
    '{o medico} pediu {um exame_medico} por causa {do sintoma}.',
    '{o sintoma} passou depois de {n} dias de descanso.',
    'A consulta {no clinica} começou às {hora}.',
    'Com {sintoma} e falta de ar, {o paciente} procurou socorro.',
    '{o medico} marcou {o exame_medico} para {dia}.',
    '{habito} e {habito} ajudam contra {o sintoma}.',
    '{o paciente} quebrou {o corpo} e ficou {nf} semanas de repouso.',
    '{o medico} mediu a pressão {do adulto}: {pressao}.',
    'O resultado {do exame_medico} sai em {n} dias.',
    '{pessoa} acordou com {sintoma} e faltou ao trabalho.',
    '{meu familia} faz fisioterapia {no corpo} toda {dia}.',
    'A febre chegou a {febre}, e {o familia} chamou {o medico}.',
    '{o medico} limpou {o ferida} e fez um curativo {no corpo}.',
    'A sala de espera {do clinica} estava cheia {passado}.',
    '{o medico} disse que {habito} faz bem ao coração.',
    '{o paciente} saiu {do clinica} andando devagar, mas sorrindo.',
    '{pessoa} doou sangue {no clinica} de {cidade}.',
    'Quem tem {sintoma} deve descansar e beber água.',
    'A ambulância levou {o paciente} {ao clinica} em {minutos} minutos.',
    'O atendimento pelo SUS é gratuito {no clinica} do bairro.',
    '{o medico} ouviu o coração {do paciente} com cuidado.',
    '{pessoa} fez {um exame_medico} em jejum.',
    'Depois do tombo, {o corpo} de {pessoa} ficou {inchado:corpo}.',
    'Na volta {do clinica}, {pessoa} prometeu {habito}.',
  ],
  scripts: [
    '{pessoa} acordou com {sintoma}. Esperou um dia, esperou dois e foi {ao clinica}. {o medico} examinou tudo, pediu {um exame_medico} e recomendou {habito}. Em uma semana, {ele:pessoa} já estava bem.',
    '— O que você está sentindo? — perguntou {o medico}. — Estou com {sintoma} — respondeu {pessoa}. — Então vamos fazer {um exame_medico}. E não se esqueça de {habito}.',
    'Orientação {do clinica}: chegue {minutos} minutos antes da consulta, traga o RG e o cartão do SUS. Quem está com {sintoma} deve usar máscara e lavar as mãos.',
    '{o paciente} caiu na escada e machucou {o corpo}. {o medico} limpou {o ferida}, fez um curativo e pediu {um exame_medico}. Não havia nada quebrado.',
  ],
};
