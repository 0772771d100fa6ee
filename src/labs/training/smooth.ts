/** A curve that a reader can follow: batches differ, so the loss of each step jumps. */

/** Weight that an exponential moving average keeps of its past. */
const KEPT = 0.9;

/** Exponential moving average, corrected for its start (Kingma & Ba, 2015, section 3). */
export function smooth(values: readonly number[], kept = KEPT): number[] {
  let sum = 0;
  let weight = 0;
  return values.map((value) => {
    sum = kept * sum + (1 - kept) * value;
    weight = kept * weight + (1 - kept);
    return sum / weight;
  });
}
