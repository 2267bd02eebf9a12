import { cosine } from '../../src/core/vectors/cosine';

/** The least cosine between rows of `vectors` (row-major) and the reference's first rows; both have as many columns. */
export function leastCosine(
  vectors: Float32Array,
  reference: readonly (readonly number[])[],
): number {
  const dim = reference[0].length;
  const rows = Math.min(reference.length, vectors.length / dim);
  return Math.min(
    ...reference
      .slice(0, rows)
      .map((row, i) => cosine(vectors.subarray(i * dim, (i + 1) * dim), row)),
  );
}
