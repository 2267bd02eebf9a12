import { TouchstoneError, type Vectors } from '../data';

/**
 * Mean direction of each cluster: row-major clusters×dim, unit rows; a cluster that is empty, or
 * whose vectors cancel out, is all zeros. Noise is left out. O(n·dim).
 * @param vectors row-major n×dim, unit rows
 * @param labels one per row, −1 for noise
 * @throws TouchstoneError `length-mismatch`
 */
export function centroids(
  { data, count, dim }: Vectors,
  labels: Int32Array,
  clusters: number,
): Vectors {
  if (labels.length !== count)
    throw new TouchstoneError(
      'length-mismatch',
      `${labels.length} cluster labels don't fit ${count} vectors. Cluster again.`,
    );
  const sums = new Float64Array(clusters * dim);
  for (let i = 0; i < count; i++) {
    if (labels[i] < 0) continue;
    const at = labels[i] * dim;
    for (let c = 0; c < dim; c++) sums[at + c] += data[i * dim + c];
  }
  const means = new Float32Array(clusters * dim);
  for (let cluster = 0; cluster < clusters; cluster++) {
    const row = sums.subarray(cluster * dim, (cluster + 1) * dim);
    const length = Math.hypot(...row);
    if (length > 0)
      means.set(
        row.map((value) => value / length),
        cluster * dim,
      );
  }
  return { data: means, count: clusters, dim };
}

/** Cosine of every pair of unit rows: symmetric, row-major n×n, −1 to 1. O(n²·dim). */
export function similarityMatrix({ data, count, dim }: Vectors): Float32Array {
  const matrix = new Float32Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      let sum = 0;
      for (let c = 0; c < dim; c++) sum += data[a * dim + c] * data[b * dim + c];
      matrix[a * count + b] = matrix[b * count + a] = Math.max(-1, Math.min(1, sum));
    }
  }
  return matrix;
}

/**
 * Cosine of each labelled vector to its own cluster's centroid; −1 for noise. O(n·dim).
 * @param vectors row-major n×dim, unit rows
 * @param labels one per row, −1 for noise
 * @throws TouchstoneError `length-mismatch`
 */
export function centralities(vectors: Vectors, labels: Int32Array, clusters: number): Float32Array {
  const means = centroids(vectors, labels, clusters);
  const { data, count, dim } = vectors;
  const cosines = new Float32Array(count).fill(-1);
  for (let i = 0; i < count; i++) {
    if (labels[i] < 0) continue;
    let sum = 0;
    for (let c = 0; c < dim; c++) sum += data[i * dim + c] * means.data[labels[i] * dim + c];
    cosines[i] = sum;
  }
  return cosines;
}

/**
 * The members of each cluster that are most central, most central first, ties by index.
 * @param centrality one per label, see `centralities`
 * @returns by cluster, indices of at most `most` rows. O(n log n)
 */
export function mostCentral(
  centrality: ArrayLike<number>,
  labels: Int32Array,
  clusters: number,
  most: number,
): Int32Array[] {
  const members: number[][] = Array.from({ length: clusters }, () => []);
  for (let i = 0; i < labels.length; i++) if (labels[i] >= 0) members[labels[i]].push(i);
  return members.map((rows) =>
    Int32Array.from(rows.sort((a, b) => centrality[b] - centrality[a] || a - b).slice(0, most)),
  );
}

/** The most central members of each cluster of vectors, see `centralities` and `mostCentral`. */
export function exemplars(
  vectors: Vectors,
  labels: Int32Array,
  clusters: number,
  most: number,
): Int32Array[] {
  return mostCentral(centralities(vectors, labels, clusters), labels, clusters, most);
}
