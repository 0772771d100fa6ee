/** A training curve as a file for spreadsheets and programs (RFC 4180: commas, points, CRLF). */

export interface CurvePoint {
  /** Steps done, from 1. */
  readonly step: number;
  readonly loss: number;
  /** Share of right answers on the validation split after this step, where it was measured. */
  readonly accuracy?: number | undefined;
}

/** One line a step; floats in full, so that two curves that are equal to the bit are equal as files. */
export function curveCsv(points: readonly CurvePoint[]): string {
  const lines = points.map(({ step, loss, accuracy }) => `${step},${loss},${accuracy ?? ''}`);
  return `${['passo,perda,acerto_validacao', ...lines].join('\r\n')}\r\n`;
}
