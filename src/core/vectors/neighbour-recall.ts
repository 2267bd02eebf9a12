import type { Neighbours, Vectors } from '../data';
import { nearestTo } from './cosine';

/** float32 rounding of a distance near 1, times a few. */
const TOLERANCE = 1e-6;

/**
 * Share, 0 to 1, of the neighbours found that are no further than the truly k-th nearest. By
 * distance and not by index, as points with identical twins have several right answers.
 * 1 where there is nothing to find. O(rows·count·dim).
 * @param rows which points to check
 */
export function neighbourRecall(
  { distances, k }: Neighbours,
  vectors: Vectors,
  rows: readonly number[],
): number {
  const { data, dim } = vectors;
  let right = 0;
  for (const row of rows) {
    const vector = data.subarray(row * dim, (row + 1) * dim);
    const others = nearestTo(vector, vectors, k + 1).filter(({ index }) => index !== row);
    const limit = others[k - 1].distance + TOLERANCE;
    for (let at = row * k; at < (row + 1) * k; at++) if (distances[at] <= limit) right++;
  }
  return rows.length * k > 0 ? right / (rows.length * k) : 1;
}
