/** What an answer costs: timings of a busy device scatter, so the fastest of several counts. */
import type { Example } from '../../../kernels/train/batch.ts';
import type { Feed } from '../../../kernels/train/engine.ts';
import type { Evaluator } from '../../../kernels/train/evaluate.ts';
import { giveWay } from '../job.ts';

const TIMINGS = 5;

/** Time for one batch, in milliseconds: the fastest of five, after one that prepares the device. */
export async function batchTime(
  evaluator: Evaluator,
  batch: readonly Example[],
  theta?: Feed,
): Promise<number> {
  await evaluator.predictions(batch, theta);
  let fastest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TIMINGS; i++) {
    await giveWay();
    const start = performance.now();
    await evaluator.predictions(batch, theta);
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}
