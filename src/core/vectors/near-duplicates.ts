import { UnionFind } from '../clusters/union-find';
import { TouchstoneError, type Neighbours } from '../data';

export interface NearDuplicates {
  /** Group of each row, the lowest row in it; a row alone is its own group. */
  readonly groups: Int32Array;
  /** Share of rows that repeat an earlier one of their group: (rows − groups)/rows, 0 to 1; 0 for none. */
  readonly rate: number;
}

/** The cosine from which two prompts count as near-duplicates. */
export const NEAR_DUPLICATE_COSINE = 0.95;

/**
 * Groups rows that a chain of neighbours at cosine similarity ≥ `cosine` links (union-find over the
 * neighbour graph). Links run through at most k neighbours a row, so a group larger than k + 1 is
 * still found as long as its graph hangs together. Cost near-linear in count×k.
 * @param cosine above 0, at most 1
 * @throws TouchstoneError `duplicate-cosine`, `neighbours-shape`
 */
export function nearDuplicates(
  { indices, distances, count, k }: Neighbours,
  cosine: number = NEAR_DUPLICATE_COSINE,
): NearDuplicates {
  if (!(cosine > 0 && cosine <= 1))
    throw new TouchstoneError(
      'duplicate-cosine',
      `The similarity for near-duplicates is ${cosine}: choose one above 0 and at most 1.`,
    );
  if (indices.length !== count * k || distances.length !== count * k)
    throw new TouchstoneError(
      'neighbours-shape',
      `The neighbour graph does not hold ${count}×${k} entries. Compute it again.`,
    );
  // Distances are float32, so the limit is too: a pair at exactly the limit counts.
  const limit = Math.fround(1 - cosine);
  const sets = new UnionFind(count);
  for (let at = 0; at < indices.length; at++) {
    if (indices[at] < 0 || distances[at] > limit) continue;
    const a = sets.find(Math.floor(at / k));
    const b = sets.find(indices[at]);
    // The lower row becomes the root, so that a group is named by its first prompt.
    if (a !== b) sets.join(Math.max(a, b), Math.min(a, b));
  }
  const groups = Int32Array.from({ length: count }, (_, row) => sets.find(row));
  const distinct = groups.reduce((sum, group, row) => sum + (group === row ? 1 : 0), 0);
  return { groups, rate: count === 0 ? 0 : (count - distinct) / count };
}
