import type { SpanningTree } from './spanning-tree';

/**
 * Density-based validity without labels, −1 to 1, larger is better: for each cluster, how much the
 * sparsest edge inside it undercuts the densest edge that leads to another cluster, weighted by
 * cluster size over all points (noise counts in the total). Approximates DBCV (Moulavi et al. 2014)
 * from the spanning tree alone, as `relative_validity_` of Python's hdbscan. 0 without clusters. O(n).
 * @param labels −1 for noise, clusters from 0
 */
export function relativeValidity(
  { from, to, distances }: SpanningTree,
  labels: Int32Array,
  clusters: number,
): number {
  const sizes = new Float64Array(clusters);
  for (const label of labels) if (label >= 0) sizes[label]++;
  const sparseness = new Float64Array(clusters);
  const separation = new Float64Array(clusters).fill(Infinity);
  let longest = 0;
  let nearestNoise = Infinity;
  for (let edge = 0; edge < distances.length; edge++) {
    const a = labels[from[edge]];
    const b = labels[to[edge]];
    const distance = distances[edge];
    longest = Math.max(longest, distance);
    if (a >= 0 && a === b) sparseness[a] = Math.max(sparseness[a], distance);
    else if (a >= 0 && b >= 0) {
      separation[a] = Math.min(separation[a], distance);
      separation[b] = Math.min(separation[b], distance);
    } else if (a !== b) nearestNoise = Math.min(nearestNoise, distance);
  }
  // A cluster that touches noise only is an island: its separation is unknown but large.
  const island = 2 * (clusters > 1 || nearestNoise === Infinity ? longest : nearestNoise);
  let score = 0;
  for (let c = 0; c < clusters; c++) {
    const apart = separation[c] === Infinity ? island : separation[c];
    const greater = Math.max(apart, sparseness[c]);
    if (greater > 0) score += (sizes[c] / labels.length) * ((apart - sparseness[c]) / greater);
  }
  return score;
}
