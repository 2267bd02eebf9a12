import { TouchstoneError } from '../data';
import { solveFactored, factorize } from './cholesky';
import { meanAndDeviation } from './quantile';

const MAX_ITERATIONS = 100;

/** One model's battles against the baseline, as columns of equal length. */
export interface LengthControlInput {
  /** The model's share, 0 to 1. */
  readonly preference: Float64Array;
  /** The model's answer's length less the baseline's, in any unit. */
  readonly lengthDifference: Float64Array;
  /** How hard each instruction is, where known, as AlpacaEval publishes it; null without. */
  readonly difficulty: Float64Array | null;
  /** How often each battle counts; once by default. */
  readonly weight?: Float64Array;
  /** Divides the differences; by default their standard deviation (ddof 0), unweighted. */
  readonly lengthDeviation?: number;
}

export interface LengthControl {
  /** Percent: the mean over the battles of the prediction at equal length. */
  readonly winRate: number;
  /** Log-odds for tanh(Δlength/sd) going from 0 to 1: above 0, longer answers win. */
  readonly lengthCoefficient: number;
  /** Log-odds at equal length (and difficulty 0). */
  readonly strength: number;
  readonly difficultyCoefficient: number | null;
  readonly converged: boolean;
}

/**
 * AlpacaEval's length-controlled win rate: logit p = w₁·tanh(Δlength/sd(Δlength)) + w₂·difficulty +
 * w₃, fitted by Newton for one model against the baseline and predicted at Δlength = 0; sd has
 * ddof 0. No penalty: where the data have no finite maximum, `converged` is false.
 * Source: Dubois et al. 2024, "Length-Controlled AlpacaEval".
 * @throws TouchstoneError `length-control` for fewer than two battles or unequal columns
 */
export function lengthControlledWinRate(input: LengthControlInput): LengthControl {
  const { preference, lengthDifference, difficulty } = input;
  const count = preference.length;
  if (
    count < 2 ||
    lengthDifference.length !== count ||
    (difficulty && difficulty.length !== count)
  ) {
    throw new TouchstoneError(
      'length-control',
      'Length control needs at least two battles with the lengths of both answers.',
    );
  }
  const weight = input.weight ?? new Float64Array(count).fill(1);
  const deviation = input.lengthDeviation ?? meanAndDeviation(lengthDifference).deviation;
  const columns = [
    new Float64Array(count).fill(1),
    lengthDifference.map((each) => (deviation > 0 ? Math.tanh(each / deviation) : 0)),
    ...(difficulty ? [difficulty] : []),
  ].filter((column, c) => c === 0 || column.some((value) => value !== column[0]));
  const { weights, converged } = fit(columns, preference, weight);
  const withLength =
    columns.length > 1 && lengthDifference.some((each) => each !== lengthDifference[0]);
  const difficultyAt = difficulty ? columns.indexOf(difficulty) : -1;
  let sum = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const hard = difficultyAt > 0 ? weights[difficultyAt] * difficulty![i] : 0;
    sum += weight[i] / (1 + Math.exp(-weights[0] - hard));
    total += weight[i];
  }
  return {
    winRate: (100 * sum) / total,
    lengthCoefficient: withLength ? weights[1] : 0,
    strength: weights[0],
    difficultyCoefficient: difficultyAt > 0 ? weights[difficultyAt] : null,
    converged,
  };
}

/** Logistic regression with soft labels. */
function fit(
  columns: readonly Float64Array[],
  labels: Float64Array,
  counts: Float64Array,
): { weights: Float64Array; converged: boolean } {
  const size = columns.length;
  const weights = new Float64Array(size);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const gradient = new Float64Array(size);
    const hessian = new Float64Array(size * size);
    for (let i = 0; i < labels.length; i++) {
      if (counts[i] === 0) continue;
      let logit = 0;
      for (let c = 0; c < size; c++) logit += weights[c] * columns[c][i];
      const share = 1 / (1 + Math.exp(-logit));
      const curvature = counts[i] * share * (1 - share);
      for (let c = 0; c < size; c++) {
        gradient[c] += counts[i] * (labels[i] - share) * columns[c][i];
        for (let d = c; d < size; d++) {
          hessian[c * size + d] += curvature * columns[c][i] * columns[d][i];
        }
      }
    }
    if (!factorize(hessian, size)) return { weights, converged: false };
    solveFactored(hessian, size, gradient);
    const largest = gradient.reduce((max, each) => Math.max(max, Math.abs(each)), 0);
    const scale = Math.min(1, 2 / largest);
    for (let c = 0; c < size; c++) weights[c] += scale * gradient[c];
    if (largest < 1e-9) return { weights, converged: true };
  }
  return { weights, converged: false };
}
