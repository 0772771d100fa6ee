/** The recorded reference runs on the base of the labs, as the comparison overlays them. Only pages at build time import this: it holds them all. */
import { DEFAULT_SIZES } from '../../../kernels/data/tasks/task.ts';
import { REFERENCE_RUNS, shippedBase } from '../../reference/index.ts';
import { groupRuns } from '../../reference/summary.ts';
import type { CurvePoint } from '../training/curve-csv.ts';
import { isMethodId, type MethodId } from '../training/methods.ts';
import { mean } from '../training/statistics.ts';

/** Runs of one form of a method that differ only in their seeds. */
export interface RecordedGroup {
  readonly task: string;
  readonly method: MethodId;
  /** The form for people: "LoRA, posto 4". */
  readonly name: string;
  readonly trainable: number;
  readonly seeds: readonly number[];
  /** Accuracies, one for each run. */
  readonly same: readonly number[];
  readonly fresh: readonly number[];
  /** Sentences of each test split. */
  readonly examples: number;
  readonly perplexityOn: number;
  readonly perplexityOff: number;
  readonly millisecondsPerStep: number;
  /** Mean losses of stretches of steps, averaged over the runs. */
  readonly points: readonly CurvePoint[];
}

export interface Recorded {
  /** Day of the last result, as people write it. */
  readonly date: string;
  readonly device: string;
  readonly groups: readonly RecordedGroup[];
}

const DATE = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'long', timeZone: 'UTC' });

export function recordedRuns(): Recorded {
  const { made, runs } = REFERENCE_RUNS;
  const { seed } = shippedBase();
  const here = runs.filter(({ baseSeed }) => baseSeed === seed);
  const groups = groupRuns(here).flatMap((group): RecordedGroup[] => {
    const { method, task, name, trainable } = group;
    if (!isMethodId(method)) return [];
    return [
      {
        ...{ task, method, name, trainable },
        seeds: group.runs.map(({ seed }) => seed),
        same: group.runs.map(({ accuracy }) => accuracy.testSame),
        fresh: group.runs.map(({ accuracy }) => accuracy.testNew),
        examples: DEFAULT_SIZES.testNew,
        perplexityOff: mean(group.runs.map(({ perplexityOff }) => perplexityOff)),
        perplexityOn: mean(group.runs.map(({ perplexityOn }) => perplexityOn)),
        millisecondsPerStep: mean(group.runs.map(({ millisecondsPerStep }) => millisecondsPerStep)),
        points: meanLosses(group.runs),
      },
    ];
  });
  return { date: DATE.format(new Date(made.date)), device: made.device, groups };
}

/** One point a stretch of steps, in its middle. */
function meanLosses(
  runs: readonly { readonly losses: readonly number[]; readonly lossStride: number }[],
): CurvePoint[] {
  const [first] = runs;
  if (!first) return [];
  return first.losses.map((_, i) => ({
    step: Math.round((i + 0.5) * first.lossStride),
    loss: Number(mean(runs.flatMap(({ losses }) => losses[i] ?? [])).toPrecision(4)),
  }));
}
