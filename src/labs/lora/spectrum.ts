/**
 * How much of a matrix fits in each rank. Eckart and Young (1936): the closest matrix of rank r keeps the r largest
 * singular values, so no A and B can leave less than what the others hold.
 */
import { SVD, Matrix as SvdMatrix } from 'ml-matrix';
import type { Matrix } from './matrix.ts';

/** Singular values, largest first. */
export function singularValues({ rows, columns, values }: Matrix): number[] {
  if (values.every((value) => value === 0)) return new Array<number>(Math.min(rows, columns)).fill(0);
  const options = {
    autoTranspose: true,
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  };
  return [...new SVD(SvdMatrix.from1DArray(rows, columns, [...values]), options).diagonal];
}
