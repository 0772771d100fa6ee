import { describe, expect, it } from 'vitest';
import {
  actionBanks,
  allBanks,
  BANK_NAMES,
  nounBanks,
  phraseBanks,
} from '../../../../kernels/data/corpus/banks.ts';
import { CLINIC_CONCEPTS } from '../../../../kernels/data/corpus/concepts/clinic.ts';
import { LEGAL_CONCEPTS } from '../../../../kernels/data/corpus/concepts/legal.ts';
import { BASE_CORPUS_SEED, generateCorpus } from '../../../../kernels/data/corpus/corpus.ts';
import { SUBJECTS } from '../../../../kernels/data/corpus/documents.ts';
import { HANDWRITTEN } from '../../../../kernels/data/corpus/handwritten.ts';
import { counted } from '../../../../kernels/data/corpus/numbers.ts';
import { parseNoun } from '../../../../kernels/data/grammar/morphology.ts';
import { expand } from '../../../../kernels/data/grammar/template.ts';
import { hash, Rng } from '../../../../kernels/random.ts';

const corpus = generateCorpus({ seed: BASE_CORPUS_SEED });
const text = corpus.train.join('\n');

describe('base corpus', () => {
  it('has the size and the variety that the base model needs', () => {
    expect(corpus.train.length).toBeGreaterThanOrEqual(16_000);
    expect(text.length).toBeGreaterThanOrEqual(2_000_000);
    expect(new Set(text.toLowerCase().match(/\p{L}+/gu)).size).toBeGreaterThanOrEqual(2_000);
    expect(HANDWRITTEN.length).toBeGreaterThanOrEqual(400);
    expect(new Set(HANDWRITTEN).size).toBe(HANDWRITTEN.length);
    expect(
      new Set(SUBJECTS.flatMap(({ sentences, scripts }) => [...sentences, ...scripts])).size,
    ).toBeGreaterThan(900);
  });

  it('is about 30% records, each a text and one field', () => {
    const records = corpus.train.filter((document) => document.startsWith('Texto: '));
    expect(records.length / corpus.train.length).toBeGreaterThan(0.27);
    expect(records.length / corpus.train.length).toBeLessThan(0.34);
    for (const record of records)
      expect(record).toMatch(/^Texto: [^\n]+\n(Assunto|Tema|Humor|Tom|Opinião|Número): [\p{L}]+$/u);
  });

  it('trains every letter, digit and common sign', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzáàâãéêíóôõúç';
    const counts = new Map<string, number>();
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    const rare = [...`${letters}0123456789.,;:!?—"$%/()`].filter(
      (character) => (counts.get(character) ?? 0) < 5,
    );
    expect(rare).toEqual([]);
    for (const character of 'kwyKWYXZ0123456789áàâãéêíóôõúç')
      expect(counts.get(character) ?? 0).toBeGreaterThan(100);
    for (const character of letters.toUpperCase())
      expect(counts.get(character) ?? 0, character).toBeGreaterThan(4);
  });

  it('repeats itself for the same seed, and only then', () => {
    const small = (seed: number) =>
      hash(JSON.stringify(generateCorpus({ seed, documents: 200, heldOutDocuments: 20 })));
    expect(small(1)).toBe(small(1));
    expect(small(1)).not.toBe(small(2));
  });

  it('keeps the held-out documents out of training', () => {
    const train = new Set(corpus.train);
    expect(corpus.heldOut.length).toBe(600);
    expect(corpus.heldOut.filter((document) => train.has(document))).toEqual([]);
  });

  it('never uses the wording of the tasks', () => {
    const forbidden =
      /Cláusula|Tipo:|Cliente:|Loja:|Avaliação:|Sentimento:|Recado:|Setor:|Decisão:|\bcontratos?\b|contratante|positiv|negativ/;
    expect([...corpus.train, ...HANDWRITTEN].filter((document) => forbidden.test(document))).toEqual([]);
  });

  it('leaves no slot, double space, or sentence without capital', () => {
    expect(
      corpus.train.filter((document) => /[{}]| {2}|undefined| [,.;]|[.] \p{Ll}|^\p{Ll}/u.test(document)),
    ).toEqual([]);
  });
});

describe('templates', () => {
  it('all expand, whatever is drawn', () => {
    for (const { sentences, scripts, grammar } of SUBJECTS) {
      for (const template of [...sentences, ...scripts]) {
        for (let seed = 0; seed < 3; seed++)
          expect(() => expand(template, grammar, new Rng(seed))).not.toThrow();
      }
    }
  });

  it('use contractions: no preposition stands beside an article that it fuses with', () => {
    const split = corpus.train.filter((document) => /(?<!\p{L})(de|em|por|a) [oa]s? /iu.test(document));
    // "antes de o pão esfriar" would be right, since the article belongs to the infinitive's subject; none is written.
    expect(split).toEqual([]);
  });
});

describe('word banks', () => {
  it('read verbs with objects and contractions, and phrases', () => {
    expect(actionBanks('pagar: boleto/m; sair | desistir de: compra/f | cuidar de: jardim/m')).toEqual({
      seen: ['pagar o boleto', 'sair'],
      validation: ['desistir da compra'],
      unseen: ['cuidar do jardim'],
    });
    expect(() => phraseBanks('a | b')).toThrow('three banks');
    expect(allBanks(nounBanks('a/m | b/f | c/m')).map(({ singular }) => singular)).toEqual(['a', 'b', 'c']);
  });

  it.each([...LEGAL_CONCEPTS, ...CLINIC_CONCEPTS])('share no content word: $topic', ({ actions, things }) => {
    const words = BANK_NAMES.map(
      (bank) =>
        new Set(
          [...actions[bank], ...things[bank].map(({ singular }) => singular)].join(' ').match(/\p{L}{4,}/gu),
        ),
    );
    for (const [index, bank] of words.entries()) {
      for (const other of words.slice(index + 1))
        expect([...bank].filter((word) => other.has(word))).toEqual([]);
    }
  });

  it('count with agreement', () => {
    expect(counted('um', parseNoun('mês/m'))).toBe('um mês');
    expect(counted('sete', parseNoun('ano/m'))).toBe('sete anos');
  });
});
