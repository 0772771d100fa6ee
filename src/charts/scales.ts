/** Axes: data to pixels, and the round numbers at which to draw a line. */
import { scaleLinear, scaleLog } from 'd3-scale';

export type ScaleKind = 'linear' | 'log';

/** An axis: values to pixels and back. */
export interface Axis {
  /** Pixel of a value. */
  at: (value: number) => number;
  /** Value at a pixel. */
  valueAt: (pixel: number) => number;
  ticks: readonly number[];
  domain: readonly [number, number];
}

/**
 * An axis from `domain` to `range` (pixels), with about `tickCount` ticks.
 * A log axis needs a positive domain: a lower end of zero or less is raised to a ten-thousandth of the upper one.
 * @param nice widens the domain to round numbers
 */
export function makeAxis(
  kind: ScaleKind,
  domain: readonly [number, number],
  range: readonly [number, number],
  tickCount: number,
  nice = true,
): Axis {
  const scale = kind === 'log' ? scaleLog() : scaleLinear();
  scale.domain(kind === 'log' ? positive(domain) : widen(domain)).range(range);
  if (nice) scale.nice();
  const [low = 0, high = 1] = scale.domain();
  const every = kind === 'log' ? decadesOf(scale.ticks()) : scale.ticks(tickCount);
  // A log scale does not heed the wanted count: the surplus is thinned evenly.
  const stride = Math.max(1, Math.ceil(every.length / (tickCount * 1.6)));
  return {
    at: (value) => scale(value),
    valueAt: (pixel) => scale.invert(pixel),
    ticks: every.filter((_, index) => index % stride === 0),
    domain: [low, high],
  };
}

/** The powers of ten among the ticks of a log scale, where they suffice to read it. */
function decadesOf(ticks: readonly number[]): readonly number[] {
  const decades = ticks.filter((tick) => Number.isInteger(Number(Math.log10(tick).toFixed(9))));
  return decades.length >= 3 ? decades : ticks;
}

function widen([low, high]: readonly [number, number]): [number, number] {
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function positive([low, high]: readonly [number, number]): [number, number] {
  const top = high > 0 ? high : 1;
  return [low > 0 && low < top ? low : top / 1e4, top];
}

/** Smallest and largest finite number of several lists; undefined when there is none. */
export function extentOf(lists: readonly ArrayLike<number>[]): [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    for (let index = 0; index < list.length; index += 1) {
      const value = list[index] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}
