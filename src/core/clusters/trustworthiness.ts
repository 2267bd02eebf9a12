import { TouchstoneError, type Vectors } from '../data';

/**
 * Trustworthiness of a layout, 0 to 1: how far the k nearest points in the layout (Euclidean) are
 * near in the original space too (cosine); a stranger costs by its rank there. 1 means no
 * strangers. Venna and Kaski (2001), as umap-learn and scikit-learn compute it. O(n²·d).
 * @param vectors row-major n×d, unit rows
 * @param layout row-major n×e
 * @param k fewer than n / 2
 * @throws TouchstoneError `bad-trustworthiness`
 */
export function trustworthiness(vectors: Vectors, layout: Vectors, k: number): number {
  const { count, dim } = vectors;
  if (layout.count !== count || k < 1 || k >= count / 2)
    throw new TouchstoneError(
      'bad-trustworthiness',
      `Trustworthiness needs as many layout points as vectors and 1 ≤ k < n / 2; got ${layout.count} and ${count} points with k = ${k}.`,
    );
  const original = new Float64Array(count);
  const placed = new Float64Array(count);
  let penalty = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      original[j] = -product(vectors.data, i, j, dim);
      placed[j] = squaredDistance(layout.data, i, j, layout.dim);
    }
    // The point itself comes first in both orders, whatever its twins.
    original[i] = -Infinity;
    placed[i] = -Infinity;
    for (const j of nearest(placed, k + 1)) {
      if (j === i) continue;
      let rank = 0;
      for (let other = 0; other < count; other++)
        if (original[other] < original[j] || (original[other] === original[j] && other < j)) rank++;
      penalty += Math.max(0, rank - k);
    }
  }
  return 1 - (2 * penalty) / (count * k * (2 * count - 3 * k - 1));
}

/** Indices of the k smallest values, ties by index. */
function nearest(values: Float64Array, k: number): number[] {
  const kept: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (kept.length === k && values[i] >= values[kept[k - 1]]) continue;
    if (kept.length === k) kept.pop();
    let slot = kept.length;
    while (slot > 0 && values[kept[slot - 1]] > values[i]) slot--;
    kept.splice(slot, 0, i);
  }
  return kept;
}

function product(data: Float32Array, i: number, j: number, dim: number): number {
  let sum = 0;
  for (let c = 0; c < dim; c++) sum += data[i * dim + c] * data[j * dim + c];
  return sum;
}

function squaredDistance(data: Float32Array, i: number, j: number, dim: number): number {
  let sum = 0;
  for (let c = 0; c < dim; c++) sum += (data[i * dim + c] - data[j * dim + c]) ** 2;
  return sum;
}
