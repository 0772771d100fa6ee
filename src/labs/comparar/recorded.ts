/** Recorded reference runs beside the reader's own: curves and rows that say that they are recorded. */
import type { Curve } from '../training/curves.tsx';
import { summarise } from '../training/statistics.ts';
import type { Recorded, RecordedGroup } from './reference.ts';
import type { Row } from './results.ts';
import type { Entry } from './state-table.ts';

/** The recorded forms of the methods in a comparison, on its task. */
export function recordedFor(recorded: Recorded, task: string, entries: readonly Entry[]): RecordedGroup[] {
  return recorded.groups.filter(
    (group) => group.task === task && entries.some(({ method }) => method === group.method),
  );
}

function recordedName({ name, seeds }: RecordedGroup): string {
  return `gravado: ${name}, ${seeds.length === 1 ? 'semente' : 'sementes'} ${seeds.join(', ')}`;
}

export function recordedCurve(group: RecordedGroup): Curve {
  const name = recordedName(group);
  return { id: name, label: name, points: group.points, averaged: true };
}

export function recordedRow(group: RecordedGroup): Row {
  const { method, trainable, same, fresh, examples, perplexityOn, perplexityOff } = group;
  const { millisecondsPerStep, seeds } = group;
  return {
    entry: { method, matched: { parameters: trainable } },
    name: recordedName(group),
    seeds: seeds.length,
    same: summarise({ values: same, examples }),
    fresh: summarise({ values: fresh, examples }),
    perplexityOn,
    perplexityOff,
    millisecondsPerStep,
    fileBytes: undefined,
    millisecondsPerAnswer: undefined,
  };
}
