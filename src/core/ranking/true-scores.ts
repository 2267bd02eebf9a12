/** Possible values with their weights, which sum to 1. */
export type Weighted = readonly (readonly [number, number])[];

/** Weights on neighbouring points of the grid, from its point `first`. */
interface OnGrid {
  readonly first: number;
  readonly weights: Float64Array;
}

/** The grid's step as a share of the smallest error, at most: a coarser one makes steps of the gaps. */
const STEP_PER_ERROR = 1 / 4;
const LEAST_POINTS = 100;
/** Keeps the cost bounded where one error is tiny against the range of the scores. */
const MOST_POINTS = 4000;
/** How many errors a true score may lie from the one that is seen. */
const REACH_ERRORS = 6;
const EM_ROUNDS = 300;
/** Weights of gaps below it are left out. */
const NEGLIGIBLE = 1e-5;

/**
 * What the true scores behind observed ones may be: each is a draw from the mixture that makes the
 * observed ones most likely (nonparametric maximum likelihood, by EM on a grid), and lies about its
 * own error from what was seen. Cost: 300 × models × points within reach of one, about 50 where all
 * errors are alike; a pair's gaps some thousand.
 * Source: Kiefer & Wolfowitz 1956; Efron 2019.
 */
export class TrueScores {
  readonly #scores: Float64Array;
  readonly #errors: Float64Array;
  readonly #step: number;
  readonly #lowest: number;
  readonly #posteriors = new Map<number, OnGrid>();

  /**
   * @param models rows of the scores that count; one without error (a baseline's) is itself, and no
   *   part of the mixture
   */
  constructor(models: readonly number[], scores: Float64Array, errors: Float64Array) {
    this.#scores = scores;
    this.#errors = errors;
    const noisy = models.filter((m) => errors[m] > 0);
    const low = Math.min(...noisy.map((m) => scores[m] - 2 * errors[m]));
    const high = Math.max(...noisy.map((m) => scores[m] + 2 * errors[m]));
    const finest = STEP_PER_ERROR * Math.min(...noisy.map((m) => errors[m]));
    const steps = Math.ceil((high - low) / finest);
    const points = Math.min(MOST_POINTS, Math.max(LEAST_POINTS, steps + 1)) || 0;
    this.#lowest = low;
    this.#step = (high - low) / (points - 1);
    const seen = noisy.map((m) => this.#likelihood(m, points));
    const prior = mixture(seen, points);
    noisy.forEach((m, i) => this.#posteriors.set(m, posterior(seen[i], prior)));
  }

  /** The true difference of two models, first's minus second's. */
  gaps(first: number, second: number): Weighted {
    const joined = this.#joined(first, second);
    const one = this.#spread(first, joined);
    const other = this.#spread(second, joined);
    const offset = other.weights.length - 1;
    const weights = new Float64Array(one.weights.length + offset);
    one.weights.forEach((a, i) => {
      if (a <= NEGLIGIBLE) return;
      other.weights.forEach((b, j) => (weights[i - j + offset] += a * b));
    });
    return Array.from(weights, (weight, at): readonly [number, number] => [
      one.lowest - other.lowest + (at - offset) * joined * this.#step,
      weight,
    ]).filter(([, weight]) => weight > NEGLIGIBLE);
  }

  /** Points of the grid that count as one for a pair: no finer than its errors need. */
  #joined(first: number, second: number): number {
    const error = Math.hypot(this.#errors[first], this.#errors[second]);
    return Math.max(1, Math.floor((STEP_PER_ERROR * error) / Math.SQRT2 / this.#step) || 0);
  }

  /** A model's weights, so many points of the grid taken together at their middle. */
  #spread(model: number, joined: number): { lowest: number; weights: Float64Array } {
    const own = this.#posteriors.get(model);
    if (!own) return { lowest: this.#scores[model], weights: Float64Array.of(1) };
    const weights = new Float64Array(Math.ceil(own.weights.length / joined));
    own.weights.forEach((weight, i) => (weights[Math.floor(i / joined)] += weight));
    const middle = own.first + (joined - 1) / 2;
    return { lowest: this.#lowest + middle * this.#step, weights };
  }

  #likelihood(model: number, points: number): OnGrid {
    const at = (this.#scores[model] - this.#lowest) / this.#step;
    const error = this.#errors[model] / this.#step;
    const first = Math.max(0, Math.ceil(at - REACH_ERRORS * error));
    const last = Math.min(points - 1, Math.floor(at + REACH_ERRORS * error));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, i) =>
      Math.exp(-(((first + i - at) / error) ** 2) / 2),
    );
    return { first, weights };
  }
}

/** Weights of the grid's points, from equal ones by EM. */
function mixture(seen: readonly OnGrid[], points: number): Float64Array {
  let weights = new Float64Array(points).fill(1 / points);
  for (let round = 0; round < EM_ROUNDS; round++) {
    const next = new Float64Array(points);
    for (const likelihood of seen) {
      const own = posterior(likelihood, weights);
      own.weights.forEach((weight, i) => (next[own.first + i] += weight / seen.length));
    }
    weights = next;
  }
  return weights;
}

function posterior({ first, weights }: OnGrid, prior: Float64Array): OnGrid {
  const product = weights.map((each, i) => each * prior[first + i]);
  const sum = product.reduce((total, each) => total + each, 0);
  return { first, weights: product.map((each) => each / sum) };
}
