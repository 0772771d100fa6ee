/** Runs that differ only in their seeds, as one row of a table. */
import type { RunRecord } from './schema.ts';

export interface Spread {
  readonly mean: number;
  /** Sample standard deviation; 0 for one value. */
  readonly deviation: number;
  readonly count: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0, count };
}

export interface RunGroup {
  readonly task: string;
  readonly variant: string;
  readonly name: string;
  readonly method: string;
  readonly trainable: number;
  readonly runs: readonly RunRecord[];
}

/** Runs by task and form, in the order in which they first occur. Controls on a base without training are left out. */
export function groupRuns(runs: readonly RunRecord[]): RunGroup[] {
  const trained = runs.filter(({ baseSeed }) => baseSeed !== null);
  const groups = Map.groupBy(trained, ({ task, variant }) => `${task}/${variant}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { task, variant, name, method, trainable } = first;
    return [{ task, variant, name, method, trainable, runs: group }];
  });
}
