/** What singular values say about every rank. */

/** Singular values below this share of the largest are rounding: the matrix came in single precision. */
const NEGLIGIBLE = 1e-5;

/** Number of singular values that are not rounding. */
export function rankOf(singular: readonly number[]): number {
  const [largest = 0] = singular;
  return singular.filter((value) => value > NEGLIGIBLE * largest).length;
}

/** Share of the sum of squares that the best matrix of rank `rank` keeps, 0 to 1; 1 for a matrix of zeros. */
export function keptShare(singular: readonly number[], rank: number): number {
  const total = energy(singular);
  return total === 0 ? 1 : energy(singular.slice(0, rank)) / total;
}

/** Mean square of what the best matrix of rank `rank` leaves of a matrix with `elements` elements. */
export function smallestLoss(singular: readonly number[], rank: number, elements: number): number {
  return energy(singular.slice(rank)) / elements;
}

function energy(singular: readonly number[]): number {
  return singular.reduce((total, value) => total + value * value, 0);
}
