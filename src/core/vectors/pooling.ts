import type { Vectors } from '../data';
import { TouchstoneError } from '../data';

/** Scales a vector to length 1 in place; a zero vector stays as it is. */
export function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let i = 0; i < vector.length; i++) vector[i] *= scale;
  return vector;
}

/**
 * Mean of the token vectors without padding, scaled to unit length: sentence-transformers'
 * `Pooling(mean)` and `Normalize`.
 * @param hidden the model's last hidden state, row-major rows×length×dim
 * @param lengths tokens of each row, 1 to length; what follows is padding
 * @returns unit rows, rows×dim
 * @throws {TouchstoneError} `shape-mismatch`
 */
export function meanPool(
  hidden: Float32Array,
  lengths: readonly number[],
  length: number,
  dim: number,
): Vectors {
  const count = lengths.length;
  if (hidden.length !== count * length * dim || lengths.some((each) => each < 1 || each > length)) {
    throw new TouchstoneError(
      'shape-mismatch',
      `The model returned ${hidden.length} numbers where ${count} × ${length} × ${dim} were expected.`,
    );
  }
  const data = new Float32Array(count * dim);
  const sums = new Float64Array(dim);
  for (let row = 0; row < count; row++) {
    sums.fill(0);
    const start = row * length * dim;
    for (let token = 0; token < lengths[row]; token++) {
      const at = start + token * dim;
      for (let d = 0; d < dim; d++) sums[d] += hidden[at + d];
    }
    const vector = data.subarray(row * dim, (row + 1) * dim);
    for (let d = 0; d < dim; d++) vector[d] = sums[d] / lengths[row];
    normalise(vector);
  }
  return { data, count, dim };
}

/**
 * One unit vector per group: the mean of its rows. With one row in every group, the rows themselves.
 * @param group of each row, 0 to count − 1, every group at least once
 */
export function meanOfGroups(rows: Vectors, group: ArrayLike<number>, count: number): Vectors {
  const { dim } = rows;
  const data = new Float32Array(count * dim);
  for (let row = 0; row < rows.count; row++) {
    const target = group[row] * dim;
    for (let d = 0; d < dim; d++) data[target + d] += rows.data[row * dim + d];
  }
  for (let each = 0; each < count; each++) normalise(data.subarray(each * dim, (each + 1) * dim));
  return { data, count, dim };
}
