import type { Vectors } from '../data';
import { normalise } from './pooling';

/** Vectors of some of the prompts: row r belongs to prompt `indices[r]`. */
export interface VectorPart {
  readonly vectors: Vectors;
  readonly indices: ArrayLike<number>;
}

/**
 * One unit row for each of `count` prompts, from parts that came with several files; a prompt in
 * two parts keeps the first row. Null, with the reason in words, where the dimensions differ or a
 * prompt has no vector; null without one where there are no parts. O(count·dim).
 */
export function joinVectors(
  count: number,
  parts: readonly VectorPart[],
): { readonly vectors: Vectors | null; readonly reason: string | null } {
  if (parts.length === 0) return { vectors: null, reason: null };
  const { dim } = parts[0].vectors;
  const other = parts.find(({ vectors }) => vectors.dim !== dim);
  if (other) {
    return {
      vectors: null,
      reason: `the files' vectors have ${dim} and ${other.vectors.dim} dimensions, so none were used; bring vectors of one model`,
    };
  }
  const data = new Float32Array(count * dim);
  const filled = new Uint8Array(count);
  let missing = count;
  for (const { vectors, indices } of parts) {
    for (let r = 0; r < vectors.count; r++) {
      const index = indices[r];
      if (filled[index]) continue;
      filled[index] = 1;
      missing--;
      const row = data.subarray(index * dim, (index + 1) * dim);
      row.set(vectors.data.subarray(r * dim, (r + 1) * dim));
      normalise(row);
    }
  }
  if (missing > 0) {
    return {
      vectors: null,
      reason: `${missing} of ${count} prompts came without vectors, so those of the files were not used; bring vectors for all, or embed all here`,
    };
  }
  return { vectors: { data, count, dim }, reason: null };
}
