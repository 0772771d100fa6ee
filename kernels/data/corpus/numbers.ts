/** Sentences with one number, for records that ask for it. */
import { type Noun, nouns } from '../grammar/morphology.ts';

export const NUMBER_WORDS = [
  'um',
  'dois',
  'três',
  'quatro',
  'cinco',
  'seis',
  'sete',
  'oito',
  'nove',
  'dez',
] as const;
export type NumberWord = (typeof NUMBER_WORDS)[number];

/** A number with the thing counted, in its number: "um ano", "sete anos". @param noun masculine, like the numerals. */
export function counted(number: NumberWord, noun: Noun): string {
  return `${number} ${number === 'um' ? noun.singular : noun.plural}`;
}

/** Slot {quanto} stands for the number and any of these units. */
export const NUMBER_SENTENCES: readonly (readonly [units: readonly Noun[], template: string])[] = [
  [nouns('ano/m'), '{pessoa} tem {quanto} de experiência em {area}.'],
  [nouns('ano/m'), '{pessoa} mora em {cidade} há {quanto}.'],
  [nouns('ano/m, mês/m'), '{o profissional} trabalha {no empresa} há {quanto}.'],
  [nouns('dia/m, mês/m'), '{o adulto} ficou {quanto} em {cidade}.'],
  [nouns('dia/m'), 'Choveu durante {quanto} {no regiao}.'],
  [nouns('gol/m, ponto/m'), '{pessoa} fez {quanto} {no partida} de {dia}.'],
  [
    nouns('filho/m, irmão/m, primo/m, neto/m, sobrinho/m'),
    '{o adulto} tem {quanto} e mora perto {do lugar}.',
  ],
  [nouns('livro/m, caderno/m'), '{o aluno_s} comprou {quanto} {no loja}.'],
  [nouns('bolo/m, pão/m, pudim/m'), '{o cozinheiro} fez {quanto} para a festa de {pessoa}.'],
  [nouns('gato/m, cachorro/m, coelho/m, pato/m'), '{pessoa} cuida de {quanto} no quintal.'],
  [nouns('dia/m, mês/m'), 'Daqui a {quanto}, {pessoa} viaja para {cidade}.'],
  [nouns('minuto/m'), 'O ônibus atrasou {quanto}, e {pessoa} esperou {no lugar}.'],
  [nouns('quilo/m'), '{pessoa} comprou {quanto} de {legume} na feira.'],
  [nouns('copo/m'), '{pessoa} bebeu {quanto} de água depois {do prova}.'],
  [nouns('ano/m'), '{o candidato} estudou {area} por {quanto}.'],
  [nouns('poema/m'), '{o aluno_s} escreveu {quanto} em {mes}.'],
  [nouns('quadro/m'), '{o profissional} vendeu {quanto} em {cidade}.'],
];
