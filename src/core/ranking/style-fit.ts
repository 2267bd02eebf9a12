import type { BattleIndex } from './battle-index';
import { LARGEST_STEP, SAFE_STEP } from './bradley-terry';
import { factorize, solveFactored } from './cholesky';
import { pairLogLikelihood } from './pair-system';
import type { StyleCovariates } from './style-covariates';

const MAX_ITERATIONS = 50;
/** Largest step after which a fit counts as converged: the error left is about its square. */
const STEP_TOLERANCE = 1e-6;

export interface StyleFit {
  /** Log-odds at equal style, 0 for the baseline (else for the mean); NaN off the scale. */
  readonly strengths: Float64Array;
  /** Log-odds for one standard deviation of each covariate. */
  readonly coefficients: Float64Array;
  readonly converged: boolean;
}

/** Where a fit starts, and who is on the scale: a Bradley-Terry fit of the same battles. */
export interface StyleStart {
  readonly strengths: Float64Array;
  readonly smoothed: Uint8Array;
  readonly coefficients?: Float64Array;
}

/**
 * Joint logistic fit of model strengths and style coefficients by damped Newton. Models that the
 * start says are smoothed get half a win and half a loss at equal style, against the baseline or
 * (without one) the start's mean. Cost: some passes over the battles, and (models + covariates)³.
 * @param multiplicity how often each prompt counts
 * @param tolerance largest step that is no longer followed by another one
 */
export function fitStyle(
  index: BattleIndex,
  covariates: StyleCovariates,
  baseline: number,
  multiplicity: Float64Array,
  start: StyleStart,
  tolerance: number = STEP_TOLERANCE,
): StyleFit {
  const models = index.models.length;
  const columns = covariates.names.length;
  const size = models + columns;
  const point = new Float64Array(size);
  for (let m = 0; m < models; m++) point[m] = start.strengths[m] || 0;
  if (start.coefficients) point.set(start.coefficients, models);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const onScale = (model: number) => !Number.isNaN(start.strengths[model]);

  const logitOf = (at: Float64Array, row: number): number => {
    let logit = at[index.modelA[row]] - at[index.modelB[row]];
    for (let c = 0; c < columns; c++) logit += at[models + c] * covariates.data[row * columns + c];
    return logit;
  };
  const logLikelihood = (at: Float64Array): number => {
    let sum = 0;
    for (let row = 0; row < index.count; row++) {
      const weight = multiplicity[index.prompt[row]] * index.weight[row];
      if (weight === 0 || !onScale(index.modelA[row])) continue;
      sum += pairLogLikelihood(weight, weight * index.outcome[row], logitOf(at, row));
    }
    for (const m of active) {
      if (start.smoothed[m]) sum += pairLogLikelihood(1, 0.5, at[m] - origin(at));
    }
    return sum;
  };
  const derive = (at: Float64Array): void => {
    gradient.fill(0);
    hessian.fill(0);
    for (let row = 0; row < index.count; row++) {
      const weight = multiplicity[index.prompt[row]] * index.weight[row];
      const a = index.modelA[row];
      if (weight === 0 || !onScale(a)) continue;
      const b = index.modelB[row];
      const x = row * columns;
      const share = 1 / (1 + Math.exp(-logitOf(at, row)));
      const slope = weight * (index.outcome[row] - share);
      const curvature = weight * share * (1 - share);
      gradient[a] += slope;
      gradient[b] -= slope;
      hessian[a * size + a] += curvature;
      hessian[b * size + b] += curvature;
      hessian[Math.min(a, b) * size + Math.max(a, b)] -= curvature;
      for (let c = 0; c < columns; c++) {
        const value = covariates.data[x + c];
        gradient[models + c] += slope * value;
        hessian[a * size + models + c] += curvature * value;
        hessian[b * size + models + c] -= curvature * value;
        for (let d = c; d < columns; d++) {
          hessian[(models + c) * size + models + d] += curvature * value * covariates.data[x + d];
        }
      }
    }
    for (let m = 0; m < models; m++) {
      // Keeps the direction "all stronger" and models off the scale where they are.
      const fixed = !onScale(m) || m === reference;
      if (fixed) {
        gradient[m] = 0;
        for (let k = 0; k < size; k++) hessian[Math.min(m, k) * size + Math.max(m, k)] = 0;
        hessian[m * size + m] = 1;
      } else if (start.smoothed[m]) {
        const share = 1 / (1 + Math.exp(origin(at) - at[m]));
        gradient[m] += 0.5 - share;
        hessian[m * size + m] += share * (1 - share);
      }
    }
  };
  const active = index.models.map((_, m) => m).filter(onScale);
  const reference = baseline >= 0 ? baseline : (active.find((m) => !start.smoothed[m]) ?? -1);
  const origin = (at: Float64Array): number => (baseline >= 0 ? at[baseline] : 0);

  let converged = false;
  for (let iteration = 0; iteration < MAX_ITERATIONS && !converged; iteration++) {
    derive(point);
    if (!factorize(hessian, size)) break;
    const step = gradient.slice();
    solveFactored(hessian, size, step);
    const largest = step.reduce((max, each) => Math.max(max, Math.abs(each)), 0);
    const scale =
      largest < SAFE_STEP ? 1 : risingScale(point, step, LARGEST_STEP / largest, logLikelihood);
    if (scale === null) break;
    for (let k = 0; k < size; k++) point[k] += scale * step[k];
    converged = largest < tolerance;
  }
  const mean = active.reduce((sum, m) => sum + point[m] / active.length, 0);
  const zero = baseline >= 0 ? point[baseline] : mean;
  return {
    strengths: Float64Array.from(index.models, (_, m) => (onScale(m) ? point[m] - zero : NaN)),
    coefficients: point.slice(models),
    converged,
  };
}

/** Share, at most `limit` or 1, of a step that raises the likelihood; null for none. */
function risingScale(
  point: Float64Array,
  step: Float64Array,
  limit: number,
  logLikelihood: (at: Float64Array) => number,
): number | null {
  const here = logLikelihood(point);
  for (let scale = Math.min(1, limit); scale > 1e-6; scale /= 2) {
    const there = logLikelihood(point.map((each, k) => each + scale * step[k]));
    if (there >= here - 1e-10 * Math.abs(here)) return scale;
  }
  return null;
}
