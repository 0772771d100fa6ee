/**
 * Sentiment of a review. The base names moods ("alegre", "triste") but has never met the labels "positivo" and
 * "negativo": the method must teach two new answers, not only elicit known ones.
 */

import type { Banks } from '../corpus/banks.ts';
import { CORPUS_GRAMMAR } from '../corpus/grammar.ts';
import { JUDGED, type Mood } from '../corpus/opinions.ts';
import { mergeGrammars } from '../grammar/template.ts';
import { buildSplits, sharedTemplates } from './splits.ts';
import type { Task } from './task.ts';

export const SENTIMENT_TEMPLATES: Banks<string> = {
  seen: [
    'Na minha opinião, {o alvo} {copula} {*juizo alvo}.',
    'Achei {o alvo} {*juizo alvo} e {*juizo alvo}.',
    'Para resumir, {alvo} {*juizo alvo}.',
    'Minha nota vai para {o alvo}, que {copula} {*juizo alvo}.',
    'Meu filho disse que {o alvo} {copula} {*juizo alvo}.',
    'Só tenho uma coisa a dizer: {alvo} {*juizo alvo}.',
    'Depois de tudo, {o alvo} {copula} {*juizo alvo} mesmo.',
    'Confesso que {o alvo} me pareceu {*juizo alvo}.',
    'Foi assim: {alvo} {*juizo alvo}, {alvo2} {*juizo alvo2}.',
    'Nossa, {o alvo} {copula} {*juizo alvo}!',
    'Comentário sobre {o alvo}: {*juizo alvo}.',
    'Minha família achou {o alvo} {*juizo alvo}.',
    'Resumo do dia: {alvo} {*juizo alvo} e {alvo2} {*juizo alvo2}.',
    'Quem perguntar vai ouvir que {o alvo} {copula} {*juizo alvo}.',
    'De tudo o que lembro, {o alvo} {copula} {*juizo alvo}.',
  ],
  validation: [
    'Avalio {o alvo} como {*juizo alvo}.',
    'Deixo escrito: {o alvo} {copula} {*juizo alvo}.',
    'Meu marido concluiu: {alvo} {*juizo alvo}.',
    'Em poucas palavras, {o alvo} {copula} {*juizo alvo}.',
  ],
  unseen: [
    'Sinceramente, {o alvo} {copula} {*juizo alvo} do começo ao fim.',
    'Como foi? {o alvo} {copula} {*juizo alvo}.',
    'Tivemos {um alvo} {*juizo alvo} desta vez.',
    'Verdade seja dita: {alvo} {*juizo alvo}.',
    'Registro aqui que {o alvo} {copula} {*juizo alvo}.',
    'Digo sem medo: {o alvo} {copula} {*juizo alvo} e {*juizo alvo}.',
    'Olha, {alvo} {*juizo alvo} assim eu nunca tinha visto.',
    'Minha impressão? {alvo} {*juizo alvo}.',
    'A primeira coisa que notei: {o alvo} {copula} {*juizo alvo}.',
    'Todos da excursão acharam {o alvo} {*juizo alvo}.',
  ],
};

const MOOD_ANSWERS: readonly (readonly [Mood, string])[] = [
  ['alegre', ' positivo'],
  ['triste', ' negativo'],
];

const classes = MOOD_ANSWERS.map(([mood, answer]) =>
  sharedTemplates(answer, SENTIMENT_TEMPLATES, (words) =>
    JUDGED.map(({ nouns, adjectives, copula }) =>
      mergeGrammars(CORPUS_GRAMMAR, {
        nouns: { alvo: nouns[words] },
        adjectives: { juizo: adjectives[mood][words] },
        phrases: { copula: [copula] },
      }),
    ),
  ),
);

export const sentiment: Task = {
  name: 'sentimento',
  title: 'Sentimento de avaliações',
  description: 'Dizer se uma avaliação é positiva ou negativa, com dois rótulos que a base nunca viu.',
  answers: classes.map(({ answer }) => answer),
  scoring: 'label',
  generate: (seed, sizes) =>
    buildSplits('sentimento', classes, (text) => `Avaliação: ${text}\nOpinião:`, seed, sizes),
};
