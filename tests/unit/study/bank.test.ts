/** The question bank itself: how much there is, no question twice, balanced keys, numbers that can be recomputed. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Questao, questao } from '../../../src/content/schemas.ts';
import { constantBits } from '../../../src/labs/memoria/states.ts';
import { loraParameters } from '../../../src/labs/memoria/trainable.ts';
import { PRESETS } from '../../../src/labs/training/architectures.ts';
import { questionHash } from '../../../src/study/question-hash.ts';
import { evaluate, numbersIn } from './arithmetic.ts';

function read(folder: string): Map<string, Questao> {
  return new Map(
    globSync(`content/questoes/${folder}/*.yaml`)
      .sort()
      .map((file) => [basename(file, '.yaml'), questao.parse(parse(readFileSync(file, 'utf8')))]),
  );
}

const bank = read('*');
/** What lesson 19 must offer; other lessons have as many questions as their authors wrote. */
const lesson = read('19-peft');

function ofKind<K extends Questao['tipo']>(kind: K): [string, Extract<Questao, { tipo: K }>][] {
  const isKind = (question: Questao): question is Extract<Questao, { tipo: K }> => question.tipo === kind;
  return [...bank].flatMap(([id, question]): [string, Extract<Questao, { tipo: K }>][] =>
    isKind(question) ? [[id, question]] : [],
  );
}

const choices = ofKind('multipla');
const items = ofKind('certo-errado');
const numeric = ofKind('numerica');
const open = ofKind('aberta');

const keyOf = (question: Extract<Questao, { tipo: 'multipla' }>) =>
  question.alternativas.findIndex((option) => option.correta);

describe('extent', () => {
  test('at least 120 questions made for this site, of all four kinds', () => {
    const own = [...lesson.values()].filter(({ fonte }) => fonte === 'inédita');
    expect(own.length).toBeGreaterThanOrEqual(120);
    for (const kind of [choices, items, numeric]) expect(kind.length).toBeGreaterThanOrEqual(40);
    expect(open.length).toBeGreaterThanOrEqual(6);
    expect(new Set(choices.map(([, { alternativas }]) => alternativas.length))).toEqual(new Set([4, 5]));
  });

  test('every subject and every difficulty is there in number', () => {
    const count = (key: 'assunto' | 'dificuldade') =>
      [...Map.groupBy(lesson.values(), (question) => question[key]).values()].map(({ length }) => length);
    expect(Math.min(...count('assunto'))).toBeGreaterThanOrEqual(10);
    expect(Math.min(...count('dificuldade'))).toBeGreaterThanOrEqual(lesson.size / 5);
  });

  test('every section of the lesson has questions that it mainly teaches', () => {
    const taught = Map.groupBy(lesson.values(), ({ ensinadoEm }) => ensinadoEm[0]?.split('#')[0] ?? '');
    const sections = globSync('content/aulas/19-peft/*.mdx').map(
      (file) => `19-peft/${basename(file, '.mdx')}`,
    );
    const review = ['19-peft/autoavaliacao'];
    expect(sections.filter((section) => !taught.has(section) && !review.includes(section))).toEqual([]);
  });

  test("the lesson's own five items keep its key", () => {
    const own = [...lesson].filter(([, { fonte }]) => fonte === 'autoavaliação da Aula 19');
    const keys = own.map(([, question]) =>
      question.tipo === 'multipla' ? 'abcde'[keyOf(question)] : question.tipo,
    );
    expect(keys).toEqual(['c', 'c', 'b', 'b', 'aberta']);
    for (const [, { rubrica }] of open) expect(rubrica.length).toBeGreaterThanOrEqual(4);
  });
});

/** Words without accents or signs. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function shingles(text: string): Set<string> {
  const words = plain(text).split(' ');
  return new Set(words.map((_, index) => words.slice(index, index + 3).join(' ')));
}

/** Jaccard similarity: shared shingles over all of both. */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((one) => b.has(one)).length;
  return shared / (a.size + b.size - shared);
}

describe('no question twice', () => {
  test('no statement is nearly another', () => {
    const all = [...bank].map(([id, { enunciado }]) => ({ id, set: shingles(enunciado) }));
    const near = all.flatMap((one, index) =>
      all
        .slice(index + 1)
        .map((other) => ({ pair: `${one.id} ~ ${other.id}`, like: similarity(one.set, other.set) }))
        .filter(({ like }) => like > 0.4),
    );
    expect(near).toEqual([]);
  });

  test('the measure finds what was merely reworded', () => {
    const told = 'Quantos parâmetros treináveis há com LoRA de posto 8 nas duas projeções do bloco?';
    const again = 'Quantos parâmetros treináveis há com LoRA de posto 16 nas duas projeções do bloco?';
    expect(similarity(shingles(told), shingles(again))).toBeGreaterThan(0.4);
  });

  test('alternatives of a question differ, and so do their comments', () => {
    for (const [id, { alternativas }] of choices) {
      // Formulas may differ by a sign only.
      expect(new Set(alternativas.map(({ texto }) => texto.trim())).size, id).toBe(alternativas.length);
      expect(new Set(alternativas.map(({ comentario }) => plain(comentario))).size, id).toBe(
        alternativas.length,
      );
    }
  });
});

describe('nothing gives the key away', () => {
  test('each of the first four positions holds its share of the keys', () => {
    const positions = choices.map(([, question]) => keyOf(question));
    for (const position of [0, 1, 2, 3]) {
      const share = positions.filter((one) => one === position).length / positions.length;
      expect(share, `position ${position}`).toBeGreaterThan(0.19);
      expect(share, `position ${position}`).toBeLessThan(0.29);
    }
  });

  test('of the questions with five alternatives, no position holds most', () => {
    const five = choices.filter(([, { alternativas }]) => alternativas.length === 5);
    const counts = [0, 1, 2, 3, 4].map(
      (position) => five.filter(([, question]) => keyOf(question) === position).length,
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(five.length / 2);
  });

  test('right and wrong items balance', () => {
    const share = items.filter(([, { resposta }]) => resposta === 'certo').length / items.length;
    expect(Math.abs(share - 0.5)).toBeLessThanOrEqual(0.05);
  });

  test('the right alternative is the longest about as often as chance would have it', () => {
    const longest = choices.filter(([, question]) => {
      const lengths = question.alternativas.map(({ texto }) => texto.length);
      const right = lengths[keyOf(question)] ?? 0;
      return lengths.filter((length) => length >= right).length === 1;
    });
    expect(longest.length / choices.length).toBeLessThan(0.35);
  });
});

/** Numbers that a statement need not say: bits a byte, bytes of a float, units, percent, the two factors of LoRA. */
const CONSTANTS = new Set([1, 2, 4, 8, 16, 32, 100, 1000, 1e6, 1e9]);

/** Numbers of a text as Brazilians write them; `32.000` is a whole number. */
function numbersSaid(text: string): Set<number> {
  const written = text.replace(/\{,\}/g, ',').match(/\d[\d.]*(?:,\d+)?/g) ?? [];
  return new Set(
    written.map((word) =>
      Number(
        word
          .replace(/\.$/, '')
          .replace(/\.(?=\d{3}(?!\d))/g, '')
          .replace(',', '.'),
      ),
    ),
  );
}

const WORDS: Readonly<Record<string, number>> = {
  duas: 2,
  três: 3,
  quatro: 4,
  oito: 8,
  seis: 6,
  sete: 7,
  dez: 10,
  vinte: 20,
  cem: 100,
};

describe('numeric answers come out of a formula', () => {
  test.each(numeric)('%s', (_, { calculo, resposta, tolerancia }) => {
    expect(calculo).toMatch(/[-+*/]/);
    const value = evaluate(calculo ?? '');
    // A whole answer must come out exactly; a rounded one within half its tolerance.
    expect(Math.abs(value - resposta)).toBeLessThanOrEqual(tolerancia === 0 ? 1e-9 : tolerancia);
  });

  test.each(numeric)('%s uses only what its statement says', (_, { calculo, enunciado }) => {
    const said = numbersSaid(enunciado);
    for (const word of plain(enunciado).split(' ')) {
      for (const [name, value] of Object.entries(WORDS)) if (plain(name) === word) said.add(value);
    }
    // A percentage may be written as a fraction.
    const known = (number: number) => CONSTANTS.has(number) || said.has(number) || said.has(number * 100);
    expect(numbersIn(calculo ?? '').filter((number) => !known(number))).toEqual([]);
  });

  const answerOf = (id: string) => numeric.find(([one]) => one === id)?.[1].resposta;

  test('the memory lab counts the same parameters', () => {
    const { 'llama-2-7b': seven, 'llama-2-70b': seventy, 'tinyllama-1.1b': tiny } = PRESETS;
    expect(answerOf('lora-llama7b')).toBe(loraParameters(seven, 'qv', 16));
    expect(answerOf('lora-gqa')).toBe(loraParameters(seventy, 'qv', 8));
    expect(answerOf('lora-tinyllama')).toBe(loraParameters(tiny, 'qv', 8));
  });

  test('and the same bits a weight', () => {
    expect(answerOf('qlora-bits')).toBe(4 + constantBits(64, false));
    expect(answerOf('qlora-bits-dq')).toBeCloseTo(4 + constantBits(64, true), 3);
  });
});

describe('the fingerprint of a question', () => {
  const [, base] = choices[0] ?? [];
  const changed = (part: object) => questionHash(questao.parse({ ...base, ...part }));

  test('changes with what is asked, and not with what explains it', () => {
    if (!base) throw new Error('no multiple choice in the bank');
    const hash = questionHash(base);
    expect(hash).toMatch(/^[0-9a-f]{12}$/);
    expect(
      changed({ alternativas: base.alternativas.map((one) => ({ ...one, comentario: 'Outro.' })) }),
    ).toBe(hash);
    expect(changed({ dificuldade: 'dificil', assunto: 'Outro' })).toBe(hash);
    expect(changed({ enunciado: `${base.enunciado} ` })).toBe(hash);
    expect(changed({ enunciado: `${base.enunciado} Por quê?` })).not.toBe(hash);
    expect(changed({ alternativas: base.alternativas.toReversed() })).not.toBe(hash);
    expect(changed({ revisao: 2 })).not.toBe(hash);
  });

  test('is another for each question', () => {
    expect(new Set([...bank.values()].map(questionHash)).size).toBe(bank.size);
  });
});
