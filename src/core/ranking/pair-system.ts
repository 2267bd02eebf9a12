import { factorize, solveFactored } from './cholesky';

/**
 * Gradient and Hessian of a Bradley-Terry log-likelihood at a point, as the linear system of a Newton
 * step. Keeps its buffers from fit to fit. Models stand in elimination order; the last one of them
 * is held where it is, since only differences count.
 */
export class PairSystem {
  readonly #gradient: Float64Array;
  /** Row-major, of the negative log-likelihood; only the upper triangle counts. */
  readonly #hessian: Float64Array;
  readonly #step: Float64Array;
  #size = 0;

  /** @param capacity models at the most */
  constructor(capacity: number) {
    this.#gradient = new Float64Array(capacity);
    this.#hessian = new Float64Array(capacity * capacity);
    this.#step = new Float64Array(capacity);
  }

  /** Empties the system for so many models. */
  clear(size: number): void {
    this.#size = size;
    this.#gradient.fill(0, 0, size);
    this.#hessian.fill(0, 0, size * size);
  }

  /** Games of i against j, of which i won so many; gap = i's strength − j's. */
  addPair(i: number, j: number, games: number, wins: number, gap: number): void {
    const size = this.#size;
    const hessian = this.#hessian;
    const share = 1 / (1 + Math.exp(-gap));
    const slope = wins - games * share;
    const curvature = games * share * (1 - share);
    this.#gradient[i] += slope;
    this.#gradient[j] -= slope;
    hessian[i * size + i] += curvature;
    hessian[j * size + j] += curvature;
    hessian[i < j ? i * size + j : j * size + i] -= curvature;
  }

  /** Half a win and half a loss against an opponent at the mean, which moves with every strength. */
  addAgainstMean(i: number, gap: number): void {
    const size = this.#size;
    const share = 1 / (1 + Math.exp(-gap));
    const curvature = share * (1 - share);
    for (let k = 0; k < size; k++) {
      const lever = (k === i ? 1 : 0) - 1 / size;
      this.#gradient[k] += (0.5 - share) * lever;
      for (let l = k; l < size; l++) {
        this.#hessian[k * size + l] += curvature * lever * ((l === i ? 1 : 0) - 1 / size);
      }
    }
  }

  /**
   * The Newton step of all but the last model, in a buffer that the next call overwrites. Overwrites
   * the Hessian. Null where that is numerically singular.
   */
  step(): Float64Array | null {
    const size = this.#size - 1;
    const hessian = this.#hessian;
    for (let k = 1; k < size; k++) {
      hessian.copyWithin(k * size, k * this.#size, k * this.#size + size);
    }
    if (!factorize(hessian, size)) return null;
    this.#step.set(this.#gradient);
    solveFactored(hessian, size, this.#step);
    return this.#step;
  }
}

/** Log-likelihood of games with a gap in strength, without the constant. Safe for any gap. */
export function pairLogLikelihood(games: number, wins: number, gap: number): number {
  return wins * gap - games * (Math.max(gap, 0) + Math.log1p(Math.exp(-Math.abs(gap))));
}
