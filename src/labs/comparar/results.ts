/** What the runs of a comparison have measured, method by method. */
import type { CurvePoint } from '../training/curve-csv.ts';
import { mean, type Summary, summarise } from '../training/statistics.ts';
import type { Entry } from './state-table.ts';

/** One run, measured. */
export interface Measured {
  readonly seed: number;
  readonly points: readonly CurvePoint[];
  readonly millisecondsPerStep: number;
  /** Share of right answers on new sentences of seen words, and where words and templates are new. */
  readonly same: number;
  readonly fresh: number;
  /** Sentences of each of the two splits. */
  readonly examples: number;
  readonly perplexityOn: number;
  /** Bytes of the files to share. */
  readonly fileBytes: number;
  /** Time for one sentence, in milliseconds. */
  readonly millisecondsPerAnswer: number;
}

/** The base without any adapter. */
export interface BaseMeasured {
  readonly same: number;
  readonly fresh: number;
  readonly perplexity: number;
  readonly millisecondsPerAnswer: number;
}

export interface Row {
  readonly entry: Pick<Entry, 'method' | 'matched'>;
  readonly name: string;
  /** Seeds behind the means. */
  readonly seeds: number;
  readonly same: Summary;
  readonly fresh: Summary;
  readonly perplexityOn: number;
  /** Where it was recorded with the run; else the base's, as measured here. */
  readonly perplexityOff?: number;
  readonly millisecondsPerStep: number;
  /** Undefined where it was not recorded. */
  readonly fileBytes: number | undefined;
  readonly millisecondsPerAnswer: number | undefined;
}

/** The runs of one method as a row. @throws RangeError without runs */
export function rowOf(entry: Row['entry'], name: string, runs: readonly Measured[]): Row {
  const examples = runs[0]?.examples ?? 0;
  return {
    entry,
    name,
    seeds: runs.length,
    same: summarise({ values: runs.map(({ same }) => same), examples }),
    fresh: summarise({ values: runs.map(({ fresh }) => fresh), examples }),
    perplexityOn: mean(runs.map((run) => run.perplexityOn)),
    millisecondsPerStep: mean(runs.map((run) => run.millisecondsPerStep)),
    fileBytes: mean(runs.map((run) => run.fileBytes)),
    millisecondsPerAnswer: mean(runs.map((run) => run.millisecondsPerAnswer)),
  };
}

/** Mean over runs, step by step, as far as all of them go. */
export function meanCurve(runs: readonly { readonly points: readonly CurvePoint[] }[]): CurvePoint[] {
  const [first, ...others] = runs;
  return (first?.points ?? []).flatMap((point, i) => {
    const all = [point, ...others.flatMap(({ points }) => points[i] ?? [])];
    if (all.length < runs.length) return [];
    const accuracies = all.flatMap(({ accuracy }) => accuracy ?? []);
    return [
      {
        step: point.step,
        loss: mean(all.map(({ loss }) => loss)),
        accuracy: accuracies.length === all.length ? mean(accuracies) : undefined,
      },
    ];
  });
}
