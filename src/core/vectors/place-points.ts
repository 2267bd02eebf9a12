import { TouchstoneError, type Neighbours } from '../data';

/**
 * Places points that came later into an existing layout, which stays as it is: each new point stands
 * at the mean of its already placed neighbours, weighted by similarity (1 − cosine distance, at
 * least 0.01). Points whose neighbours are all new wait for those; what no neighbour reaches stands
 * at the layout's mean.
 *
 * @param layout row-major placed×dim
 * @param neighbours of all points, the placed ones first
 * @returns row-major count×dim, the first rows equal to `layout`
 * @throws {TouchstoneError} `bad-shape` when the layout is larger than the graph
 */
export function placePoints(
  layout: Float32Array,
  dim: number,
  neighbours: Neighbours,
): Float32Array {
  const { indices, distances, count, k } = neighbours;
  const placed = layout.length / dim;
  if (!Number.isInteger(placed) || placed > count) {
    throw new TouchstoneError(
      'bad-shape',
      `A layout of ${layout.length / dim} points does not fit a graph of ${count}.`,
    );
  }
  const out = new Float32Array(count * dim);
  out.set(layout);
  const known = new Uint8Array(count).fill(1, 0, placed);
  const mean = new Float64Array(dim);
  for (let i = 0; i < placed; i++) {
    for (let d = 0; d < dim; d++) mean[d] += layout[i * dim + d] / placed;
  }
  let waiting = Array.from({ length: count - placed }, (_, i) => placed + i);
  while (waiting.length > 0) {
    // Points placed in this round count from the next one on, so that the order of rows plays no part.
    const reached: number[] = [];
    for (const i of waiting) {
      let total = 0;
      for (let j = 0; j < k; j++) {
        const other = indices[i * k + j];
        if (other < 0 || !known[other]) continue;
        const weight = Math.max(0.01, 1 - distances[i * k + j]);
        total += weight;
        for (let d = 0; d < dim; d++) out[i * dim + d] += weight * out[other * dim + d];
      }
      if (total === 0) continue;
      for (let d = 0; d < dim; d++) out[i * dim + d] /= total;
      reached.push(i);
    }
    if (reached.length === 0) {
      for (const i of waiting) out.set(mean, i * dim);
      break;
    }
    for (const i of reached) known[i] = 1;
    waiting = waiting.filter((i) => !known[i]);
  }
  return out;
}
