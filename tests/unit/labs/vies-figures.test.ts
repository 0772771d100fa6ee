import { describe, expect, test } from 'vitest';
import { groupRates, type Judgement, measureParity } from '../../../kernels/data/tasks/parity.ts';
import { figuresOf, measure, outcomeOf } from '../../../src/labs/vies/figures.ts';
import { PATIENCE, watch } from '../../../src/labs/vies/monitoring.ts';
import { recordedCases } from '../../../src/labs/vies/reference.ts';
import type { Verdict } from '../../../src/runtime/jobs/recruit.ts';
import { people, WORKED_EXAMPLE } from '../kernels/data/worked-parity.ts';

describe('figures', () => {
  test('are those of the worked example', () => {
    const { rates, parity, selection, accuracy, truePositiveRate } = measure(WORKED_EXAMPLE);
    expect(rates).toEqual(groupRates(WORKED_EXAMPLE));
    expect(parity).toEqual(measureParity(WORKED_EXAMPLE));
    expect([selection, accuracy]).toEqual([0.51, 0.68]);
    expect(truePositiveRate).toBeCloseTo(64 / 90, 12);
    expect(outcomeOf(measure(WORKED_EXAMPLE))).toBe('desigual');
  });

  test('compare the model with the past, and count decisions that a name changes', () => {
    const verdict = (merit: boolean, past: boolean, approval: number, other: number): Verdict => ({
      group: 'f',
      merit,
      past,
      prompt: '',
      approval,
      swapped: { prompt: '', approval: other },
    });
    const verdicts = [
      verdict(true, false, 0.1, 0.9),
      verdict(true, true, 0.8, 0.9),
      verdict(false, false, 0.2, 0.1),
      verdict(true, false, 0.5, 0.2),
    ];
    const recruiter = {
      request: {
        seed: 1,
        size: 4,
        strength: 1,
        womenShare: 0.5,
        mitigation: 'nenhuma',
        auditShare: 0,
        proxyShare: 0,
        method: 'lora',
        steps: 1,
      },
      theta: new Float32Array(),
    } as const;
    const figures = figuresOf({
      history: WORKED_EXAMPLE,
      training: WORKED_EXAMPLE,
      verdicts,
      trainable: 0,
      recruiter,
    });
    expect(figures.agreement).toBe(1);
    expect(figures.meritAgreement).toBe(0.5);
    expect(figures.model.accuracy).toBe(0.5);
    expect(figures.flips).toHaveLength(1);
  });
});

describe('the outcome', () => {
  test.each<[string, Judgement[]]>([
    [
      'justo',
      [
        ...people('f', 6, true, true),
        ...people('f', 4, false, false),
        ...people('m', 6, true, true),
        ...people('m', 4, false, false),
      ],
    ],
    [
      'ninguem',
      [
        ...people('f', 60, true, false),
        ...people('f', 40, false, false),
        ...people('m', 60, true, false),
        ...people('m', 40, false, false),
      ],
    ],
    [
      'ninguem',
      [...people('f', 60, true, false), ...people('m', 1, true, true), ...people('m', 59, true, false)],
    ],
    [
      'todos',
      [
        ...people('f', 60, true, true),
        ...people('f', 40, false, true),
        ...people('m', 60, true, true),
        ...people('m', 40, false, true),
      ],
    ],
    [
      'desigual',
      [
        ...people('f', 20, true, true),
        ...people('f', 80, false, false),
        ...people('m', 60, true, true),
        ...people('m', 40, false, false),
      ],
    ],
    [
      'erros',
      [
        ...people('f', 30, true, true),
        ...people('f', 30, true, false),
        ...people('f', 30, false, true),
        ...people('m', 60, true, true),
        ...people('m', 30, false, false),
      ],
    ],
  ])('%s', (outcome, judgements) => {
    expect(outcomeOf(measure(judgements))).toBe(outcome);
  });
});

describe('the watch', () => {
  const pair = (fair: boolean): Judgement[] => [
    { group: 'f', truth: true, decision: fair },
    { group: 'm', truth: true, decision: true },
  ];
  const stream = (fairPairs: number, unfairPairs: number): Judgement[] => [
    ...Array.from({ length: fairPairs }, () => pair(true)).flat(),
    ...Array.from({ length: unfairPairs }, () => pair(false)).flat(),
  ];

  test('is silent over a fair model', () => {
    const { alarm, ratio, arrivals } = watch(stream(60, 0), { window: 40, threshold: 0.8 });
    expect(alarm).toBeUndefined();
    expect(arrivals[0]).toBe(40);
    expect(ratio).toHaveLength(120 - 40 + 1);
    expect(new Set(ratio)).toEqual(new Set([1]));
  });

  test('fires after enough windows in a row under the threshold', () => {
    const { alarm, ratio, arrivals } = watch(stream(50, 50), { window: 40, threshold: 0.8 });
    const first = ratio.findIndex((value) => value < 0.8);
    // 4 of 20 women rejected leave the ratio at .8: the fifth brings it under. They come after 100 fair candidates.
    expect(arrivals[first]).toBe(109);
    expect(alarm).toBe(109 + PATIENCE - 1);
  });

  test('a higher threshold fires sooner, a few bad windows do not', () => {
    const at = (threshold: number) => watch(stream(50, 50), { window: 40, threshold }).alarm ?? 0;
    expect(at(0.95)).toBeLessThan(at(0.8));
    const brief = [...stream(50, 5), ...stream(50, 0)];
    expect(watch(brief, { window: 40, threshold: 0.75 }).alarm).toBeUndefined();
  });
});

describe('recorded runs', () => {
  const parity = (gap: number) => ({
    demographicParityDifference: gap,
    disparateImpact: 1,
    equalOpportunityDifference: 0,
    equalizedOddsDifference: 0,
    averageOddsDifference: 0,
  });
  const one = (strength: number, remedy: string, seed: number, gap: number) => ({
    ...{ strength, remedy, seed, data: parity(0.3), model: parity(gap) },
    accuracyByMerit: 1 - gap,
    accuracyByBiasedLabels: 0.8,
    fingerprint: '00000000',
  });

  test('are put together over their seeds, the untreated past first', () => {
    const made = { date: '2026-01-01', device: '', command: '', missing: [] };
    const cases = [
      one(0.6, 'balanceamento', 1, 0),
      one(0.6, 'nenhuma', 1, 0.6),
      one(0.3, 'nenhuma', 1, 0),
      one(0.6, 'nenhuma', 2, 0.2),
    ];
    const [first, second, third] = recordedCases({ made, cases });
    expect([first?.strength, second?.remedy, third?.remedy]).toEqual([0.3, 'nenhuma', 'balanceamento']);
    expect(second).toMatchObject({ strength: 0.6, seeds: 2, before: 0.3, after: { low: 0.2, high: 0.6 } });
    expect(second?.after.mean).toBeCloseTo(0.4, 12);
    expect(second?.accuracyByMerit).toBeCloseTo(0.6, 12);
  });
});
