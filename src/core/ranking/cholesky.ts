/**
 * Cholesky factor of a symmetric positive definite matrix, skipping zeros: a Laplacian of few pairs
 * whose busy models come last keeps them, so that a star of models costs linear time and not cubic.
 * @param matrix row-major size×size; only the upper triangle is read, and replaced by U with UᵀU = A
 * @returns false when the matrix is not positive definite (in floating point)
 */
export function factorize(matrix: Float64Array, size: number): boolean {
  const filled = new Int32Array(size);
  for (let k = 0; k < size; k++) {
    const row = k * size;
    const pivot = matrix[row + k];
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    matrix[row + k] = root;
    let count = 0;
    for (let j = k + 1; j < size; j++) {
      if (matrix[row + j] === 0) continue;
      matrix[row + j] /= root;
      filled[count++] = j;
    }
    for (let s = 0; s < count; s++) {
      const factor = matrix[row + filled[s]];
      const target = filled[s] * size;
      for (let t = s; t < count; t++)
        matrix[target + filled[t]] -= factor * matrix[row + filled[t]];
    }
  }
  return true;
}

/** Solves UᵀU x = b in place, with the factor from {@link factorize}. */
export function solveFactored(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let k = 0; k < size; k++) {
    const value = (vector[k] /= factor[k * size + k]);
    if (value === 0) continue;
    for (let j = k + 1; j < size; j++) vector[j] -= factor[k * size + j] * value;
  }
  for (let k = size - 1; k >= 0; k--) {
    let value = vector[k];
    for (let j = k + 1; j < size; j++) value -= factor[k * size + j] * vector[j];
    vector[k] = value / factor[k * size + k];
  }
}

/** Inverse of a symmetric positive definite matrix, row-major; null when it is not one. Cost cubic. */
export function invert(matrix: Float64Array, size: number): Float64Array | null {
  const factor = matrix.slice();
  if (!factorize(factor, size)) return null;
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    column.fill(0);
    column[k] = 1;
    solveFactored(factor, size, column);
    inverse.set(column, k * size);
  }
  return inverse;
}
