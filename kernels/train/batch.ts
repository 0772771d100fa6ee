/** Turns token sequences into the batches that graphs take. */
import { IGNORED_LABEL } from '../nn/cross-entropy.ts';
import { Rng } from '../random.ts';
import { INPUT } from './model-graph.ts';

/** A sequence of tokens, of which those from `answerStart` on are to be learned. */
export interface Example {
  readonly ids: readonly number[];
  /** Index of the first token that the model has to predict; at least 1. */
  readonly answerStart: number;
}

/** What a run of a training or evaluation graph is fed. */
export type Batch = Readonly<Record<string, Int32Array<ArrayBuffer>>>;

export interface BatchFormat {
  readonly batch: number;
  readonly length: number;
  /** Positions looked at, as in `BatchShape`; undefined: all. */
  readonly rows?: number | undefined;
  readonly padId: number;
}

/** Tokens whose prediction counts. */
function answerLength({ ids, answerStart }: Example): number {
  return ids.length - answerStart;
}

/** The smallest format, of a given number of sequences a batch, into which every example fits. */
export function formatFor(examples: readonly Example[], batch: number, padId: number): BatchFormat {
  const largest = (measure: (example: Example) => number): number =>
    examples.reduce((most, example) => Math.max(most, measure(example)), 1);
  // The last token is only ever predicted, never read.
  const length = largest(({ ids }) => ids.length - 1);
  return { batch, length, rows: batch * largest(answerLength), padId };
}

/**
 * Puts examples side by side, padded on the right. A batch with fewer examples than its format has empty sequences.
 * @throws RangeError if an example does not fit
 */
export function makeBatch(examples: readonly Example[], format: BatchFormat): Batch {
  const { batch, length, rows, padId } = format;
  if (examples.length > batch) throw new RangeError(`${examples.length} examples, but batches of ${batch}.`);
  const inputIds = new Int32Array(batch * length).fill(padId);
  const positions: number[] = [];
  const targets: number[] = [];
  for (const [sequence, { ids, answerStart }] of examples.entries()) {
    if (ids.length - 1 > length || answerStart < 1) {
      throw new RangeError(`An example of ${ids.length} tokens does not fit batches of length ${length}.`);
    }
    inputIds.set(ids.slice(0, -1), sequence * length);
    for (const [i, target] of ids.slice(answerStart).entries()) {
      positions.push(sequence * length + answerStart - 1 + i);
      targets.push(target);
    }
  }
  if (rows === undefined) {
    const labels = new Int32Array(batch * length).fill(IGNORED_LABEL);
    for (const [i, position] of positions.entries()) labels[position] = targets[i] ?? IGNORED_LABEL;
    return { [INPUT.inputIds]: inputIds, [INPUT.labels]: labels };
  }
  if (targets.length > rows) throw new RangeError(`${targets.length} labelled tokens, but room for ${rows}.`);
  const labels = new Int32Array(rows).fill(IGNORED_LABEL);
  labels.set(targets);
  const indices = new Int32Array(rows);
  indices.set(positions);
  return { [INPUT.inputIds]: inputIds, [INPUT.labels]: labels, [INPUT.rows]: indices };
}

/**
 * Which examples a step trains on: each pass over the data is a new random order, and a batch may span two passes.
 * A pure function of the seed and the step, so that a run that goes on later sees what it would have seen.
 * @param step counted from 0
 */
export function batchIndices(count: number, batch: number, step: number, seed: number): number[] {
  if (count < 1) throw new RangeError('There are no examples.');
  const orders = new Map<number, number[]>();
  return Array.from({ length: batch }, (_, i) => {
    const position = step * batch + i;
    const pass = Math.floor(position / count);
    let order = orders.get(pass);
    if (!order) {
      order = new Rng(seed, `order ${pass}`).shuffle(Array.from({ length: count }, (_, index) => index));
      orders.set(pass, order);
    }
    return order[position % count] ?? 0;
  });
}

/** The batch of each step of a run over examples: those that `batchIndices` chooses, in a format that all of them fit. */
export function batchesOf(
  examples: readonly Example[],
  format: BatchFormat,
  seed: number,
): (step: number) => Batch {
  return (step) => {
    const chosen = batchIndices(examples.length, format.batch, step, seed);
    return makeBatch(
      chosen.flatMap((index) => examples[index] ?? []),
      format,
    );
  };
}
