import { seededRandom, shuffle } from '../random';

/**
 * Rows by falling entropy, the least certain first; ties stay in the order given, which should be a
 * random one: in the order of a file that goes by subject, equally certain prompts would all be of its
 * first.
 * @param entropy by row
 */
export function uncertainFirst(rows: Int32Array, entropy: Float64Array): Int32Array {
  return Int32Array.from(Array.from(rows).sort((a, b) => entropy[b] - entropy[a]));
}

/** Rows in a random order that the seed fixes. */
export function randomOrder(rows: Int32Array, seed: number): Int32Array {
  return shuffle(rows.slice(), seededRandom(seed));
}

/**
 * Rows cluster by cluster, the largest cluster first (counting the given rows) and inside each the
 * strongest member first; noise comes last. Neighbours in the queue are then alike, which is the
 * quickest to label by hand.
 * @param labels cluster of every row, −1 noise
 * @param strength membership of every row, 0 to 1
 */
export function byCluster(
  rows: Int32Array,
  labels: Int32Array,
  strength: Float64Array,
): Int32Array {
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(labels[row], (sizes.get(labels[row]) ?? 0) + 1);
  const sizeOf = (cluster: number) => (cluster < 0 ? 0 : (sizes.get(cluster) as number));
  return rows
    .slice()
    .sort(
      (a, b) =>
        sizeOf(labels[b]) - sizeOf(labels[a]) ||
        labels[a] - labels[b] ||
        strength[b] - strength[a] ||
        a - b,
    );
}
