/** Legal tech: name the matter of a contract clause. The base knows the matters from everyday talk, never from clauses. */

import type { Banks } from '../corpus/banks.ts';
import { LEGAL_CONCEPTS } from '../corpus/concepts/legal.ts';
import { CORPUS_GRAMMAR } from '../corpus/grammar.ts';
import { nouns } from '../grammar/morphology.ts';
import { mergeGrammars } from '../grammar/template.ts';
import { buildSplits, sharedTemplates } from './splits.ts';
import type { Task } from './task.ts';

const PARTIES = nouns(
  'contratante/f, contratada/f, locador/m, locatária/f, fornecedor/m, fornecedora/f, cliente/m, prestadora/f, sócio/m, sócia/f, licenciante/m, cessionária/f',
);

/** Shared out so that the base alone, before any tuning, finds the templates of each bank about equally hard. */
export const CLAUSE_TEMPLATES: Banks<string> = {
  seen: [
    '{o parte} deverá {acao}, nos termos deste contrato.',
    'Cabe {ao parte} {acao} em até {n} dias.',
    'As partes combinam {acao} de comum acordo.',
    'Fica acertado que {o parte} pode {acao}.',
    'Sobre {o coisa}, {o parte} seguirá o que diz esta cláusula.',
    '{o parte} se obriga a {acao} sempre que houver pedido.',
    'Este item trata {do coisa} e de como {acao}.',
    'Compete {ao parte} tratar {do coisa}.',
    'Por este instrumento, {o parte} aceita {acao}.',
    'Em nenhuma hipótese {o parte} deixará de {acao}.',
    'Ao assinar, {o parte} declara conhecer as regras sobre {o coisa}.',
    'Parágrafo único: {o parte} foi {informado:parte} sobre {o coisa}.',
    '{o parte} e {o parte2} ajustam {acao} em conjunto.',
    'Para os fins deste contrato, {o parte} irá {acao}.',
    'As regras sobre {o coisa} obrigam {o parte} e {o parte2}.',
    'Havendo dúvida sobre {o coisa}, {o parte} deverá {acao}.',
  ],
  validation: [
    'Incumbe {ao parte} {acao} depois de receber aviso.',
    'O disposto neste artigo regula {o coisa}.',
    'Salvo aviso em contrário, {o parte} vai {acao}.',
    'Fica {o parte} ciente {do coisa} e de que deve {acao}.',
  ],
  unseen: [
    'É dever {do parte} {acao} quando couber.',
    'Quanto {ao coisa}, os contraentes concordam em {acao}.',
    'Se necessário, {o parte} tratará de {acao} sem demora.',
    'O presente acordo permite {ao parte} {acao}.',
    '{o parte} não poderá {acao} sem ordem escrita.',
    '{o coisa} será objeto de termo assinado {pelo parte}.',
    'Reserva-se {ao parte} o direito de {acao}.',
    'Os signatários leram o capítulo sobre {o coisa}.',
    'Não havendo oposição, {o parte} está {autorizado:parte} a {acao}.',
    'No que toca {ao coisa}, vale a decisão conjunta de {acao}.',
  ],
};

const classes = LEGAL_CONCEPTS.map(({ topic, actions, things }) =>
  sharedTemplates(` ${topic}`, CLAUSE_TEMPLATES, (words) => [
    mergeGrammars(CORPUS_GRAMMAR, {
      nouns: { parte: PARTIES, coisa: things[words] },
      phrases: { acao: actions[words] },
    }),
  ]),
);

export const clauses: Task = {
  name: 'clausulas',
  title: 'Cláusulas de contrato',
  description: 'Dizer de que trata uma cláusula: pagamento, sigilo, rescisão, foro, vigência ou garantia.',
  answers: classes.map(({ answer }) => answer),
  scoring: 'label',
  generate: (seed, sizes) =>
    buildSplits('clausulas', classes, (text) => `Cláusula: ${text}\nTipo:`, seed, sizes),
};
