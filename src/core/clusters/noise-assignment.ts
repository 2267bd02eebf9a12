import type { Neighbours, Vectors } from '../data';
import { centroids } from './centroids';

/**
 * Gives every noise point the cluster of the nearest centroid by cosine, ties to the lower label.
 * The clustering's own labels stay. O(noise·clusters·dim).
 * @param vectors row-major n×dim, unit rows
 */
export function assignNoise(vectors: Vectors, labels: Int32Array, clusters: number): Int32Array {
  return nearestCentroid(vectors, labels, centroids(vectors, labels, clusters));
}

/** `labels` with each −1 replaced by the row of `means` of largest cosine; −1 stays without any. */
export function nearestCentroid(
  { data, count, dim }: Vectors,
  labels: Int32Array,
  means: Vectors,
): Int32Array {
  const next = labels.slice();
  for (let i = 0; i < count; i++) {
    if (labels[i] >= 0) continue;
    let best = -Infinity;
    for (let cluster = 0; cluster < means.count; cluster++) {
      let cosine = 0;
      for (let c = 0; c < dim; c++) cosine += data[i * dim + c] * means.data[cluster * dim + c];
      if (cosine > best) {
        best = cosine;
        next[i] = cluster;
      }
    }
  }
  return next;
}

/** Labels of all points, later ones included. */
export interface Placement {
  readonly labels: Int32Array;
  /** Membership of each point, 0 to 1; 0 for noise. */
  readonly probabilities: Float64Array;
}

/**
 * Places points that came after the clustering: each joins the label, noise included, that weighs
 * most among its clustered neighbours (weight 1 − cosine distance, at least 0.01; ties to the
 * nearer). Its probability is that label's share of the weight. Without a clustered neighbour it is
 * noise. Earlier points stay as they are. O(new·k).
 * @param clustered labels and probabilities of the clustered points, which come first
 * @param neighbours of all points
 */
export function placeIntoClusters(
  clustered: Placement,
  { indices, distances, count, k }: Neighbours,
): Placement {
  const earlier = clustered.labels.length;
  const labels = new Int32Array(count).fill(-1);
  const probabilities = new Float64Array(count);
  labels.set(clustered.labels);
  probabilities.set(clustered.probabilities);
  for (let i = earlier; i < count; i++) {
    const weights = new Map<number, number>();
    let total = 0;
    for (let j = i * k; j < (i + 1) * k; j++) {
      if (indices[j] >= earlier) continue;
      const label = labels[indices[j]];
      const weight = Math.max(0.01, 1 - distances[j]);
      weights.set(label, (weights.get(label) ?? 0) + weight);
      total += weight;
    }
    let heaviest = 0;
    for (const [label, weight] of weights) {
      if (weight <= heaviest) continue;
      heaviest = weight;
      labels[i] = label;
      probabilities[i] = label < 0 ? 0 : weight / total;
    }
  }
  return { labels, probabilities };
}
