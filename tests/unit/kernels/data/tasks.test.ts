import { describe, expect, it } from 'vitest';
import { BANK_NAMES, type BankName, type Banks } from '../../../../kernels/data/corpus/banks.ts';
import { CLINIC_CONCEPTS } from '../../../../kernels/data/corpus/concepts/clinic.ts';
import type { Concept } from '../../../../kernels/data/corpus/concepts/concept.ts';
import { LEGAL_CONCEPTS } from '../../../../kernels/data/corpus/concepts/legal.ts';
import { BASE_CORPUS_SEED, generateCorpus } from '../../../../kernels/data/corpus/corpus.ts';
import { JUDGED, MOODS } from '../../../../kernels/data/corpus/opinions.ts';
import { inflect } from '../../../../kernels/data/grammar/morphology.ts';
import { CLAUSE_TEMPLATES } from '../../../../kernels/data/tasks/clauses.ts';
import { TASKS } from '../../../../kernels/data/tasks/index.ts';
import { measureParity } from '../../../../kernels/data/tasks/parity.ts';
import {
  addCounterfactuals,
  audit,
  balance,
  balancedTest,
  biasedHistory,
  type Candidate,
  candidateStream,
  decideInThePast,
  hasMerit,
  profileText,
} from '../../../../kernels/data/tasks/recruitment.ts';
import { SENTIMENT_TEMPLATES } from '../../../../kernels/data/tasks/sentiment.ts';
import { SERVICE_INTENTS } from '../../../../kernels/data/tasks/service.ts';
import { SPLITS, type TaskData } from '../../../../kernels/data/tasks/task.ts';
import { TRIAGE_TEMPLATES } from '../../../../kernels/data/tasks/triage.ts';
import { BASE_VOCABULARY_SIZE, Tokenizer } from '../../../../kernels/text/tokenizer.ts';

const corpus = generateCorpus({ seed: BASE_CORPUS_SEED });
const tokenizer = Tokenizer.train(corpus.train, BASE_VOCABULARY_SIZE);
const tasks = Object.values(TASKS);

const promptsOf = (data: TaskData, ...splits: (typeof SPLITS)[number][]) =>
  splits.flatMap((split) => data[split].map(({ prompt }) => prompt));

/** Words of a text, accents kept, without those too short to carry meaning. */
const wordsOf = (texts: readonly string[]) =>
  new Set(
    texts
      .join(' ')
      .toLowerCase()
      .match(/\p{L}{4,}/gu),
  );

describe.each(tasks)('task $name', (task) => {
  const data = task.generate(1);

  it('has every split, with known answers only', () => {
    for (const split of SPLITS) {
      expect(data[split].length).toBeGreaterThanOrEqual(180);
      for (const { prompt, answer } of data[split]) {
        expect(task.answers).toContain(answer);
        expect(prompt).toMatch(/^[^\n]+\n\p{L}+:$/u);
        expect(prompt).not.toMatch(/[{}]| {2}|undefined/);
      }
    }
  });

  it('repeats itself for the same seed, and only then', () => {
    expect(task.generate(1)).toEqual(data);
    expect(task.generate(2).train).not.toEqual(data.train);
  });

  it('has answers whose scoring can tell them apart', () => {
    const encoded = task.answers.map((answer) => tokenizer.encode(answer));
    if (task.scoring === 'label') {
      expect(new Set(encoded.map(([first]) => first)).size).toBe(task.answers.length);
    } else {
      expect(new Set(task.answers).size).toBe(task.answers.length);
    }
  });

  it('fits the context of the model', () => {
    const lengths = SPLITS.flatMap((split) =>
      data[split].map(
        ({ prompt, answer }) => tokenizer.encode(prompt).length + tokenizer.encode(answer).length + 2,
      ),
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(96);
  });

  it('shares no prompt between training and the other splits, nor with the base corpus', () => {
    const train = new Set(promptsOf(data, 'train'));
    const others = promptsOf(data, 'validation', 'testSame', 'testWords', 'testNew');
    expect(others.filter((prompt) => train.has(prompt))).toEqual([]);
    const sentences = new Set(corpus.train.flatMap((document) => document.split(/(?<=[.!?]) |\n|: /)));
    const text = (prompt: string) => prompt.replace(/^\p{L}+: /u, '').replace(/\n.*$/, '');
    expect([...train, ...others].map(text).filter((sentence) => sentences.has(sentence))).toEqual([]);
  });
});

function unseenWords(concepts: readonly Concept[]): ReadonlySet<string> {
  return wordsOf(
    concepts.flatMap(({ actions, things }) => [
      ...actions.unseen,
      ...things.unseen.map(({ singular }) => singular),
    ]),
  );
}

/** Every inflected form of the adjectives and nouns of one bank. */
function opinionWords(bank: BankName): ReadonlySet<string> {
  const forms = JUDGED.flatMap(({ nouns, adjectives }) => [
    ...nouns[bank].map(({ singular }) => singular),
    ...MOODS.flatMap((mood) =>
      adjectives[mood][bank].flatMap((word) => [
        inflect(word, 'm', 'singular'),
        inflect(word, 'f', 'singular'),
      ]),
    ),
  ]);
  return wordsOf(forms);
}

describe('leakage', () => {
  it.each([
    ['clausulas', unseenWords(LEGAL_CONCEPTS)],
    ['triagem', unseenWords(CLINIC_CONCEPTS)],
    ['sentimento', opinionWords('unseen')],
  ] as const)('no held-out word of %s occurs in training or validation', (name, unseen) => {
    const data = TASKS[name].generate(1);
    const known = wordsOf(promptsOf(data, 'train', 'validation'));
    expect([...unseen].filter((word) => known.has(word))).toEqual([]);
    const inTest = wordsOf(promptsOf(data, 'testNew'));
    expect([...unseen].filter((word) => inTest.has(word)).length / unseen.size).toBeGreaterThan(0.8);
  });

  it('every held-out word is known to the base', () => {
    const known = wordsOf(corpus.train);
    for (const words of [unseenWords(LEGAL_CONCEPTS), unseenWords(CLINIC_CONCEPTS), opinionWords('unseen')]) {
      expect([...words].filter((word) => !known.has(word))).toEqual([]);
    }
  });

  it.each<[string, readonly Banks<string>[], number, number]>([
    ['clausulas', [CLAUSE_TEMPLATES], 14, 8],
    ['triagem', [TRIAGE_TEMPLATES], 14, 8],
    ['sentimento', [SENTIMENT_TEMPLATES], 14, 8],
    ['atendimento', SERVICE_INTENTS.map(({ templates }) => templates), 14, 8],
  ])('the template banks of %s are disjoint and large enough', (_, groups, seen, unseen) => {
    for (const banks of groups) {
      expect(banks.seen.length).toBeGreaterThanOrEqual(seen);
      expect(banks.unseen.length).toBeGreaterThanOrEqual(unseen);
    }
    const all = groups.flatMap((banks) => BANK_NAMES.flatMap((bank) => banks[bank]));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('service', () => {
  it('answers with words that the base has seen often', () => {
    const counts = new Map<string, number>();
    for (const word of corpus.train
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const words = new Set(
      TASKS.atendimento.answers
        .join(' ')
        .toLowerCase()
        .match(/\p{L}+/gu),
    );
    expect([...words].filter((word) => (counts.get(word) ?? 0) < 30)).toEqual([]);
  });
});

describe('recruitment', () => {
  const judge = (candidates: readonly Candidate[]) =>
    measureParity(
      candidates.map(({ profile, merit, decision }) => ({ group: profile.gender, truth: merit, decision })),
    );

  it('has merit as truth and a past as biased as asked', () => {
    const fair = biasedHistory({ seed: 1, strength: 0 });
    expect(
      fair.every(({ merit, decision, profile }) => merit === decision && hasMerit(profile) === merit),
    ).toBe(true);
    // At strength .6 a qualified woman is accepted with probability .4; 3 standard errors of 480 women are .07.
    const { equalOpportunityDifference, demographicParityDifference } = judge(
      biasedHistory({ seed: 1, strength: 0.6 }),
    );
    expect(Math.abs(equalOpportunityDifference - 0.6)).toBeLessThan(0.07);
    expect(Math.abs(demographicParityDifference - 0.36)).toBeLessThan(0.08);
  });

  it('is repaired by balancing and by auditing', () => {
    const history = biasedHistory({ seed: 1 });
    const balanced = balance(history, 1);
    expect(balanced).toHaveLength(history.length);
    expect(judge(balanced).demographicParityDifference).toBeLessThan(0.08);
    const audited = audit(history, 1, 1);
    expect(audited.every(({ merit, decision }) => merit === decision)).toBe(true);
    expect(judge(audit(history, 0.5, 1)).equalOpportunityDifference).toBeLessThan(0.4);
  });

  it('has as many women in its past as asked', () => {
    const women = (womenShare: number) =>
      biasedHistory({ seed: 1, womenShare }).filter(({ profile }) => profile.gender === 'f').length / 1600;
    expect(Math.abs(women(0.2) - 0.2)).toBeLessThan(0.04);
    expect([women(0), women(1)]).toEqual([0, 1]);
  });

  it('doubles the past with counterfactuals: group and decision independent, wrong decisions copied', () => {
    const history = biasedHistory({ seed: 1 });
    const doubled = addCounterfactuals(history, 1);
    expect(doubled).toHaveLength(2 * history.length);
    expect(judge(doubled).demographicParityDifference).toBeCloseTo(0, 12);
    const wrong = (candidates: readonly Candidate[]) =>
      candidates.filter(({ merit, decision }) => merit !== decision).length;
    expect(wrong(doubled)).toBe(2 * wrong(history));
    const [original, swapped] = doubled;
    expect(original?.profile.gender).not.toBe(swapped?.profile.gender);
    expect(original?.prompt.replace(/Candidat[ao] \p{L}+/u, '')).toBe(
      swapped?.prompt.replace(/Candidat[ao] \p{L}+/u, ''),
    );
  });

  it('labels test candidates as the past would have', () => {
    const test = balancedTest({ seed: 1 });
    const labels = decideInThePast(test, 1, 1);
    expect(labels).toEqual(test.map(({ merit, profile }) => merit && profile.gender === 'm'));
    expect(decideInThePast(test, 0, 1)).toEqual(test.map(({ merit }) => merit));
  });

  it('sends a stream that drifts as asked, and not otherwise', () => {
    const stream = (proxy: (moment: number) => number, junior: (moment: number) => number) =>
      candidateStream({ seed: 1, size: 600, blind: true, proxyShare: proxy, juniorWomen: junior });
    const still = stream(
      () => 0,
      () => 0,
    );
    expect(still.some(({ prompt }) => prompt.includes('equipe'))).toBe(false);
    // Decks: in any 40 candidates, women and men have the same merit but for what is left of a deck.
    for (let end = 100; end <= 600; end += 50) {
      const { demographicParityDifference } = measureParity(
        still.slice(end - 100, end).map(({ profile, merit }) => ({
          group: profile.gender,
          truth: merit,
          decision: merit,
        })),
      );
      expect(demographicParityDifference).toBeLessThan(0.12);
    }
    const drifting = stream(
      (moment) => moment,
      (moment) => (moment > 0.5 ? 1 : 0),
    );
    const late = drifting.slice(300);
    expect(late.filter(({ profile }) => profile.gender === 'f').every(({ merit }) => !merit)).toBe(true);
    expect(late.filter(({ profile }) => profile.gender === 'm').some(({ merit }) => merit)).toBe(true);
    const traces = (part: readonly Candidate[]) => part.filter(({ profile }) => profile.hasProxy).length;
    expect(traces(late)).toBeGreaterThan(2 * traces(drifting.slice(0, 300)));
  });

  it('tests women and men of every experience in equal numbers, with true labels', () => {
    const test = balancedTest({ seed: 1 });
    const count = (gender: string, years: number) =>
      test.filter(({ profile }) => profile.gender === gender && profile.years === years).length;
    for (let years = 1; years <= 10; years++)
      expect([count('f', years), count('m', years)]).toEqual([10, 10]);
    expect(test.every(({ answer, merit }) => (answer === ' sim') === merit)).toBe(true);
  });

  it('hides the gender when blind, unless a proxy remains', () => {
    const blind = biasedHistory({ seed: 1, size: 300, blind: true });
    expect(blind.filter(({ prompt }) => /Candidat[ao] |feminina|masculina/.test(prompt))).toEqual([]);
    const proxy = biasedHistory({ seed: 1, size: 300, blind: true, proxyShare: 1 });
    for (const { prompt, profile } of proxy) {
      expect(prompt).toContain(profile.gender === 'f' ? 'equipe feminina' : 'equipe masculina');
    }
  });

  it('writes profiles with agreement', () => {
    const profile = {
      gender: 'f',
      name: 'Ana',
      area: 'direito',
      hobby: 'dança',
      years: 1,
      hasProxy: true,
    } as const;
    expect(profileText(profile)).toBe(
      'Candidata Ana, de direito, gosta de dança na equipe feminina. Tem um ano de experiência.\nDecisão:',
    );
    expect(() => profileText({ ...profile, years: 11 })).toThrow(RangeError);
  });
});
