import { TouchstoneError } from '../data';

const MAX_SWEEPS = 60;

/**
 * All eigenvalues, ascending, of a real symmetric matrix: Householder reduction to tridiagonal form,
 * then QL with implicit shifts (Golub and Van Loan, Matrix Computations, 8.3; EISPACK tred1, tql1).
 * About 4/3·n³ operations: some 0.1 s for n = 384.
 * @param matrix row-major n×n; only the lower triangle is read
 * @throws TouchstoneError `matrix-shape`, `eigenvalues-not-found`
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  if (matrix.length !== n * n)
    throw new TouchstoneError('matrix-shape', `${matrix.length} numbers are no ${n}×${n} matrix.`);
  const { diagonal, beside } = tridiagonal(matrix.slice(), n);
  implicitQl(diagonal, beside);
  return diagonal.sort();
}

/** Diagonal, and in `beside[i]` the element next to it in row i (i ≥ 1; `beside[0]` is 0). */
function tridiagonal(a: Float64Array, n: number): { diagonal: Float64Array; beside: Float64Array } {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  for (let i = n - 1; i > 0; i--) {
    // Reflect row i so that only its element left of the diagonal remains.
    const v = a.subarray(i * n, i * n + i);
    let scale = 0;
    for (let j = 0; j < i; j++) scale += Math.abs(v[j]);
    if (i === 1 || scale === 0) {
      beside[i] = v[i - 1];
      continue;
    }
    let h = 0;
    for (let j = 0; j < i; j++) {
      v[j] /= scale;
      h += v[j] * v[j];
    }
    const g = v[i - 1] > 0 ? -Math.sqrt(h) : Math.sqrt(h);
    beside[i] = scale * g;
    h -= v[i - 1] * g;
    v[i - 1] -= g;
    reflect(a, n, i, v, h);
  }
  for (let i = 0; i < n; i++) diagonal[i] = a[i * n + i];
  return { diagonal, beside };
}

/** A ← (I − vvᵀ/h) A (I − vvᵀ/h) on the leading i×i lower triangle. */
function reflect(a: Float64Array, n: number, i: number, v: Float64Array, h: number): void {
  const p = new Float64Array(i);
  for (let j = 0; j < i; j++) {
    const row = j * n;
    let sum = 0;
    for (let k = 0; k < j; k++) {
      sum += a[row + k] * v[k];
      p[k] += a[row + k] * v[j];
    }
    p[j] += sum + a[row + j] * v[j];
  }
  let vp = 0;
  for (let j = 0; j < i; j++) {
    p[j] /= h;
    vp += v[j] * p[j];
  }
  const half = vp / (2 * h);
  for (let j = 0; j < i; j++) p[j] -= half * v[j];
  for (let j = 0; j < i; j++)
    for (let k = 0; k <= j; k++) a[j * n + k] -= v[j] * p[k] + p[j] * v[k];
}

/** Turns `d` into the eigenvalues of the tridiagonal matrix; `e` is destroyed. */
function implicitQl(d: Float64Array, e: Float64Array): void {
  const n = d.length;
  e.copyWithin(0, 1);
  if (n > 0) e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let sweep = 0; ; sweep++) {
      const m = firstSplit(d, e, l);
      if (m === l) break;
      if (sweep === MAX_SWEEPS)
        throw new TouchstoneError(
          'eigenvalues-not-found',
          'The eigenvalues did not converge. Check the vectors for numbers that are not finite.',
        );
      let g = (d[l + 1] - d[l]) / (2 * e[l]);
      g = d[m] - d[l] + e[l] / (g + (g >= 0 ? 1 : -1) * Math.hypot(g, 1));
      let sine = 1;
      let cosine = 1;
      let shift = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = sine * e[i];
        const b = cosine * e[i];
        const r = Math.hypot(f, g);
        e[i + 1] = r;
        if (r === 0) {
          d[i + 1] -= shift;
          e[m] = 0;
          break;
        }
        sine = f / r;
        cosine = g / r;
        g = d[i + 1] - shift;
        const t = (d[i] - g) * sine + 2 * cosine * b;
        shift = sine * t;
        d[i + 1] = g + shift;
        g = cosine * t - b;
      }
      if (i >= l) continue;
      d[l] -= shift;
      e[l] = g;
      e[m] = 0;
    }
  }
}

/** First row from l on after which the matrix falls apart, to double precision. */
function firstSplit(d: Float64Array, e: Float64Array, l: number): number {
  let m = l;
  for (; m < d.length - 1; m++) {
    const size = Math.abs(d[m]) + Math.abs(d[m + 1]);
    if (Math.abs(e[m]) <= Number.EPSILON * size) break;
  }
  return m;
}
