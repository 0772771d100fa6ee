/** The recorded runs of the recruitment experiment, put together over their seeds. */
import type { EthicsFile } from '../../reference/schema.ts';
import { mean } from '../training/statistics.ts';

export interface RecordedCase {
  readonly strength: number;
  readonly remedy: string;
  readonly seeds: number;
  /** Mean difference of selection rates in the labels. */
  readonly before: number;
  /** The same in the model's decisions: mean, smallest and largest. */
  readonly after: { readonly mean: number; readonly low: number; readonly high: number };
  readonly accuracyByMerit: number;
  readonly accuracyByBiasedLabels: number;
}

/** One case for each bias and remedy, in order of bias, the untreated past first. */
export function recordedCases({ cases }: EthicsFile): RecordedCase[] {
  const groups = [...Map.groupBy(cases, ({ strength, remedy }) => `${strength} ${remedy}`).values()];
  return groups
    .flatMap((runs) => {
      const [first] = runs;
      if (!first) return [];
      const gaps = runs.map(({ model }) => model.demographicParityDifference);
      return [
        {
          strength: first.strength,
          remedy: first.remedy,
          seeds: runs.length,
          before: mean(runs.map(({ data }) => data.demographicParityDifference)),
          after: { mean: mean(gaps), low: Math.min(...gaps), high: Math.max(...gaps) },
          accuracyByMerit: mean(runs.map((run) => run.accuracyByMerit)),
          accuracyByBiasedLabels: mean(runs.map((run) => run.accuracyByBiasedLabels)),
        },
      ];
    })
    .sort((a, b) => a.strength - b.strength || rankOf(a) - rankOf(b));
}

function rankOf({ remedy }: RecordedCase): number {
  return remedy === 'nenhuma' ? 0 : 1;
}
