import type { Vectors } from '../data';
import { TouchstoneError } from '../data';

/**
 * Cosine similarity, −1 to 1, of two vectors of any length; 0 where either is zero.
 * @throws {TouchstoneError} `shape-mismatch` when their dimensions differ
 */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) {
    throw new TouchstoneError(
      'shape-mismatch',
      `A vector of ${a.length} numbers can't be compared with one of ${b.length}.`,
    );
  }
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i];
    squaresA += a[i] * a[i];
    squaresB += b[i] * b[i];
  }
  const length = Math.sqrt(squaresA * squaresB);
  return length > 0 ? Math.max(-1, Math.min(1, product / length)) : 0;
}

/** A row and its cosine distance, 0 to 2. */
export interface Near {
  readonly index: number;
  readonly distance: number;
}

/**
 * The k rows nearest to a vector by cosine, nearest first, ties by index. O(count·dim).
 * @param vector of any length, `vectors.dim` numbers
 * @returns min(k, count) rows
 * @throws {TouchstoneError} `shape-mismatch` when the dimensions differ
 */
export function nearestTo(vector: Float32Array, vectors: Vectors, k: number): Near[] {
  const { data, count, dim } = vectors;
  const all = Array.from({ length: count }, (_, index) => ({
    index,
    distance: 1 - cosine(vector, data.subarray(index * dim, (index + 1) * dim)),
  }));
  return all.sort((a, b) => a.distance - b.distance || a.index - b.index).slice(0, Math.max(0, k));
}
