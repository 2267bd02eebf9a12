import type { Neighbours, Vectors } from '../data';
import { centroids } from './centroids';

/** Labels in which some points were placed by a later rule than the clustering itself. */
export interface Assignment {
  readonly labels: Int32Array;
  /** 1 where this rule gave the label, so that it can be shown and taken back. */
  readonly assigned: Uint8Array;
}

/**
 * Gives every noise point the cluster of the nearest centroid by cosine, ties to the lower label.
 * The clustering's own labels stay. O(noise·clusters·dim).
 * @param vectors row-major n×dim, unit rows
 */
export function assignNoise(vectors: Vectors, labels: Int32Array, clusters: number): Assignment {
  const next = nearestCentroid(vectors, labels, centroids(vectors, labels, clusters));
  return { labels: next, assigned: Uint8Array.from(labels, (label, i) => +(label !== next[i])) };
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

/**
 * Places points that came after the clustering: each joins the label, noise included, that weighs
 * most among its clustered neighbours (weight 1 − cosine distance, at least 0.01; ties to the
 * nearer). Without a clustered neighbour it is noise. Earlier labels stay. O(new·k).
 * @param labels of the clustered points, which come first
 * @param neighbours of all points
 */
export function placeIntoClusters(
  labels: Int32Array,
  { indices, distances, count, k }: Neighbours,
): Assignment {
  const next = new Int32Array(count).fill(-1);
  next.set(labels);
  const assigned = new Uint8Array(count).fill(1, labels.length);
  for (let i = labels.length; i < count; i++) {
    const weights = new Map<number, number>();
    for (let j = i * k; j < (i + 1) * k; j++) {
      if (indices[j] >= labels.length) continue;
      const label = labels[indices[j]];
      weights.set(label, (weights.get(label) ?? 0) + Math.max(0.01, 1 - distances[j]));
    }
    let heaviest = 0;
    for (const [label, weight] of weights) {
      if (weight <= heaviest) continue;
      heaviest = weight;
      next[i] = label;
    }
  }
  return { labels: next, assigned };
}
