/** Learning rate over a training run, as a factor of its peak. */
export type ScheduleKind = 'constant' | 'linear' | 'cosine';

export interface Schedule {
  readonly kind: ScheduleKind;
  /** Steps in which the rate rises in a line from near 0 to its peak. */
  readonly warmupSteps: number;
  readonly totalSteps: number;
}

/**
 * Factor of the peak learning rate in a step. The rise takes `warmupSteps`; then the rate stays, or falls in a line or
 * along half a cosine (Loshchilov & Hutter, "SGDR", 2017, equation 5) to 0 at `totalSteps`.
 * @param step counted from 0
 */
export function scheduleFactor({ kind, warmupSteps, totalSteps }: Schedule, step: number): number {
  if (step < warmupSteps) return (step + 1) / warmupSteps;
  if (kind === 'constant') return 1;
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
  return kind === 'linear' ? 1 - progress : 0.5 * (1 + Math.cos(Math.PI * progress));
}
