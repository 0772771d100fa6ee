/**
 * Colours of heat maps. Blue against orange stays apart for every common kind of colour blindness, and both ends differ
 * from zero in lightness too; zero takes the tone of the page, so that "nothing" looks like nothing in both themes.
 */

export type Palette = 'diverging' | 'sequential';

/** Red, green and blue, 0–255. */
export type Rgb = readonly [number, number, number];

type Stops = readonly (readonly [at: number, colour: Rgb])[];

const STOPS: Record<Palette, Record<'light' | 'dark', Stops>> = {
  diverging: {
    light: [
      [0, [8, 62, 110]],
      [0.25, [70, 142, 190]],
      [0.5, [246, 247, 246]],
      [0.75, [232, 140, 74]],
      [1, [146, 44, 8]],
    ],
    dark: [
      [0, [150, 212, 255]],
      [0.25, [44, 122, 178]],
      [0.5, [21, 33, 39]],
      [0.75, [192, 88, 36]],
      [1, [255, 190, 140]],
    ],
  },
  sequential: {
    light: [
      [0, [247, 250, 250]],
      [0.5, [92, 164, 180]],
      [1, [6, 52, 66]],
    ],
    dark: [
      [0, [19, 32, 38]],
      [0.5, [30, 118, 140]],
      [1, [190, 240, 250]],
    ],
  },
};

/** Colour at `place` (0 = lowest, 1 = highest; clamped). */
export function colourAt(palette: Palette, dark: boolean, place: number): Rgb {
  const stops = STOPS[palette][dark ? 'dark' : 'light'];
  const at = Math.min(1, Math.max(0, Number.isNaN(place) ? 0.5 : place));
  const upper = Math.max(
    1,
    stops.findIndex(([stop]) => stop >= at),
  );
  const [from, low] = stops[upper - 1] ?? [0, [0, 0, 0] as const];
  const [to, high] = stops[upper] ?? [1, low];
  const share = (at - from) / (to - from || 1);
  const mix = (a: number, b: number) => Math.round(a + (b - a) * share);
  return [mix(low[0], high[0]), mix(low[1], high[1]), mix(low[2], high[2])];
}

/** Place of `value` on the palette: -limit..limit for a diverging one, 0..limit for a sequential one. */
export function placeOf(palette: Palette, value: number, limit: number): number {
  const scaled = limit > 0 ? value / limit : 0;
  return palette === 'diverging' ? (scaled + 1) / 2 : scaled;
}
