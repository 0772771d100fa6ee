/** Health: send a patient's message to the right sector of a clinic. It routes messages; it gives no medical advice. */

import type { Banks } from '../corpus/banks.ts';
import { CLINIC_CONCEPTS } from '../corpus/concepts/clinic.ts';
import { CORPUS_GRAMMAR } from '../corpus/grammar.ts';
import { mergeGrammars } from '../grammar/template.ts';
import { buildSplits, sharedTemplates } from './splits.ts';
import type { Task } from './task.ts';

export const TRIAGE_TEMPLATES: Banks<string> = {
  seen: [
    'Bom dia, gostaria de {acao}.',
    'Preciso {acao} ainda esta semana.',
    '{meu familia} precisa {acao}.',
    'Quero marcar horário por causa {do coisa}.',
    'Tenho uma dúvida sobre {o coisa}.',
    'Qual é o dia certo para {acao}?',
    'Sou {pessoa} e desejo {acao}.',
    'Meu nome é {pessoa}; o problema é {o coisa}.',
    'Posso {acao} {futuro}?',
    'Onde devo ir para {acao}?',
    'Estou ligando por causa {do coisa}.',
    'Faz {n} meses que tento {acao}.',
    'Vocês podem me ajudar com {o coisa}?',
    'Há vaga para quem quer {acao}?',
    '{o crianca} aqui de casa precisa {acao}.',
    'Meu caso é {o coisa}.',
  ],
  validation: [
    'Peço retorno para {pessoa} sobre {o coisa}.',
    'Tem como {acao} {futuro}?',
    'Desculpe incomodar, mas {meu familia} tem de {acao}.',
    '{pessoa} me falou {do coisa} e fiquei com receio.',
  ],
  unseen: [
    'Olá, é aí que a gente consegue {acao}?',
    'Falo em nome de {pessoa}, que pretende {acao}.',
    'Por gentileza, me encaixem para {acao}.',
    'Quem cuida {do coisa} nesse posto?',
    'Ando sem dormir por conta {do coisa}.',
    'Me disseram que aí dá para {acao}.',
    'Existe fila para {acao}?',
    'Escrevo a respeito {do coisa}.',
    'Até que dia consigo {acao}?',
    'Aqui é a mãe de {pessoa}: trata-se {do coisa}.',
  ],
};

const classes = CLINIC_CONCEPTS.map(({ topic, actions, things }) =>
  sharedTemplates(` ${topic}`, TRIAGE_TEMPLATES, (words) => [
    mergeGrammars(CORPUS_GRAMMAR, { nouns: { coisa: things[words] }, phrases: { acao: actions[words] } }),
  ]),
);

export const triage: Task = {
  name: 'triagem',
  title: 'Triagem de recados',
  description: 'Encaminhar o recado de um paciente ao setor certo da clínica.',
  answers: classes.map(({ answer }) => answer),
  scoring: 'label',
  generate: (seed, sizes) =>
    buildSplits('triagem', classes, (text) => `Recado: ${text}\nSetor:`, seed, sizes),
};
