import { TouchstoneError, type Vectors } from '../data';
import { shannonEntropy } from './entropy';
import { symmetricEigenvalues } from './symmetric-eigenvalues';

/**
 * Vendi score of order 1 (Friedman and Dieng, 2023): exp of the von Neumann entropy of the cosine
 * kernel divided by n, the effective number of distinct prompts; 1 (all alike) to min(n, dim), 0 for
 * none. The kernel's non-zero eigenvalues are those of the smaller of XXᵀ and XᵀX, so the cost is
 * n·dim·min(n, dim)/2 + 4/3·min(n, dim)³.
 * @param vectors any scale; rows are normalised here, zero rows refused
 * @throws TouchstoneError `bad-vectors`, `zero-vector`
 */
export function vendiScore(vectors: Vectors): number {
  if (vectors.data.length !== vectors.count * vectors.dim)
    throw new TouchstoneError(
      'bad-vectors',
      `The vectors hold ${vectors.data.length} numbers, not ${vectors.count} rows of ${vectors.dim}.`,
    );
  if (vectors.count === 0) return 0;
  const rows = normalised(vectors);
  const size = Math.min(vectors.count, vectors.dim);
  const kernel = size === vectors.dim ? columnGram(rows, vectors) : rowGram(rows, vectors);
  return Math.exp(shannonEntropy(symmetricEigenvalues(kernel, size)));
}

function normalised({ data, count, dim }: Vectors): Float64Array {
  const rows = Float64Array.from(data);
  for (let row = 0; row < count; row++) {
    const vector = rows.subarray(row * dim, (row + 1) * dim);
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (!(norm > 0 && norm < Infinity))
      throw new TouchstoneError(
        'zero-vector',
        `The vector of row ${row} is zero or not finite, so it has no direction. Compute it again.`,
      );
    for (let i = 0; i < dim; i++) vector[i] /= norm;
  }
  return rows;
}

/** Lower triangle of XᵀX, dim×dim. */
function columnGram(rows: Float64Array, { count, dim }: Vectors): Float64Array {
  const gram = new Float64Array(dim * dim);
  for (let row = 0; row < count; row++) {
    const at = row * dim;
    for (let i = 0; i < dim; i++) {
      const value = rows[at + i];
      const target = i * dim;
      for (let j = 0; j <= i; j++) gram[target + j] += value * rows[at + j];
    }
  }
  return gram;
}

/** Lower triangle of XXᵀ, count×count. */
function rowGram(rows: Float64Array, { count, dim }: Vectors): Float64Array {
  const gram = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b <= a; b++) {
      let dot = 0;
      for (let i = 0; i < dim; i++) dot += rows[a * dim + i] * rows[b * dim + i];
      gram[a * count + b] = dot;
    }
  return gram;
}
