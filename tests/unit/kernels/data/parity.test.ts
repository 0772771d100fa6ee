import { expect, it } from 'vitest';
import { accuracyOf, groupRates, measureParity } from '../../../../kernels/data/tasks/parity.ts';
import { people, WORKED_EXAMPLE } from './worked-parity.ts';

it('gives the figures of a worked example', () => {
  const parity = measureParity(WORKED_EXAMPLE);
  expect(parity.demographicParityDifference).toBeCloseTo(0.18, 12);
  expect(parity.disparateImpact).toBeCloseTo(0.7, 12);
  expect(parity.equalOpportunityDifference).toBeCloseTo(0.2, 12);
  expect(parity.equalizedOddsDifference).toBeCloseTo(0.2, 12);
  expect(parity.averageOddsDifference).toBeCloseTo(0.15, 12);
});

it('gives the rates of each group of the example', () => {
  const [a, b] = groupRates(WORKED_EXAMPLE);
  expect(a).toMatchObject({
    group: 'A',
    count: 100,
    truePositive: 40,
    falseNegative: 10,
    falsePositive: 20,
    trueNegative: 30,
    selection: 0.6,
    truePositiveRate: 0.8,
    falsePositiveRate: 0.4,
    accuracy: 0.7,
  });
  expect(b).toMatchObject({
    selection: 0.42,
    truePositiveRate: 0.6,
    falsePositiveRate: 0.3,
    accuracy: 0.66,
  });
  expect([a?.precision, b?.precision]).toEqual([40 / 60, 24 / 42]);
  expect(accuracyOf(WORKED_EXAMPLE)).toBe(0.68);
});

it('has no gap without groups, and no rate without cases', () => {
  expect(measureParity([])).toEqual({
    demographicParityDifference: 0,
    disparateImpact: 1,
    equalOpportunityDifference: 0,
    equalizedOddsDifference: 0,
    averageOddsDifference: 0,
  });
  expect(accuracyOf([])).toBeUndefined();
  expect(groupRates(people('A', 2, false, false))).toMatchObject([
    { truePositiveRate: undefined, precision: undefined, selection: 0 },
  ]);
});
