import { normalCdf } from '../ranking/normal-distribution';
import { meanAndDeviation } from '../ranking/quantile';
import type { LeaderboardRow } from './leaderboard';

/** What a benchmark says of a model: a normal distribution of its score. */
export interface Belief {
  readonly mean: number;
  readonly deviation: number;
  /** Where the deviation comes from; an interval's is only an approximation, to be marked. */
  readonly source: 'results' | 'variance' | 'interval';
}

/** Log-loss is clipped at this probability, as scikit-learn does. */
const CLIP = 1e-15;

/**
 * Mean and deviation (ddof 0) of the bootstrap results; without them the published variance; without
 * that (upper − lower)/(2z). Null where the row has none of the three.
 * @param z of the published interval, 1.96 for 95 %
 */
export function beliefOf(row: LeaderboardRow, z: number): Belief | null {
  if (row.results && row.results.length > 0) {
    return { ...meanAndDeviation(Float64Array.from(row.results)), source: 'results' };
  }
  if (row.variance !== null) {
    return { mean: row.score, deviation: Math.sqrt(row.variance), source: 'variance' };
  }
  if (row.lower === null || row.upper === null) return null;
  return { mean: row.score, deviation: (row.upper - row.lower) / (2 * z), source: 'interval' };
}

/** P(first < second) = Φ((μ₂ − μ₁)/√(σ₁² + σ₂²)); 0, 1 or (equal means) 0.5 without deviation. */
export function probabilityBelow(first: Belief, second: Belief): number {
  const gap = second.mean - first.mean;
  const spread = Math.sqrt(first.deviation ** 2 + second.deviation ** 2);
  if (spread === 0) return gap === 0 ? 0.5 : gap > 0 ? 1 : 0;
  return normalCdf(gap / spread);
}

export interface Forecast {
  readonly first: number;
  readonly second: number;
  /** The benchmark's P(first < second). */
  readonly probability: number;
  /** 1 when the reference has first below second. */
  readonly label: 0 | 1;
}

/** Forecasts of all unordered pairs that the reference does not tie, and how many it ties. */
export function forecastPairs(
  beliefs: readonly Belief[],
  reference: ArrayLike<number>,
): { forecasts: Forecast[]; tied: number } {
  const forecasts: Forecast[] = [];
  let tied = 0;
  for (let first = 0; first < beliefs.length; first++) {
    for (let second = first + 1; second < beliefs.length; second++) {
      if (reference[first] === reference[second]) {
        tied++;
        continue;
      }
      const probability = probabilityBelow(beliefs[first], beliefs[second]);
      const label = reference[first] < reference[second] ? 1 : 0;
      forecasts.push({ first, second, probability, label });
    }
  }
  return { forecasts, tied };
}

/** Mean squared error of the forecasts, 0 (best) to 1. NaN for none. */
export function brierScore(forecasts: readonly Forecast[]): number {
  return mean(forecasts, ({ probability, label }) => (probability - label) ** 2);
}

/** Mean −ln of the probability given to what happened, in nats, clipped at 1e-15. NaN for none. */
export function logLoss(forecasts: readonly Forecast[]): number {
  return mean(forecasts, ({ probability, label }) => {
    const clipped = Math.min(1 - CLIP, Math.max(CLIP, probability));
    return -Math.log(label === 1 ? clipped : 1 - clipped);
  });
}

export interface ReliabilityBin {
  /** Mean forecast in the bin, and the share in which it came true; 0 to 1. */
  readonly forecast: number;
  readonly observed: number;
  readonly count: number;
}

/** The reliability curve: forecasts in bins of equal width, empty bins left out. */
export function reliabilityCurve(forecasts: readonly Forecast[], bins = 10): ReliabilityBin[] {
  const binOf = ({ probability }: Forecast) => Math.min(bins - 1, Math.floor(probability * bins));
  return Array.from({ length: bins }, (_, bin) => forecasts.filter((each) => binOf(each) === bin))
    .filter((inside) => inside.length > 0)
    .map((inside) => ({
      forecast: mean(inside, ({ probability }) => probability),
      observed: mean(inside, ({ label }) => label),
      count: inside.length,
    }));
}

function mean(forecasts: readonly Forecast[], value: (forecast: Forecast) => number): number {
  return forecasts.reduce((sum, each) => sum + value(each), 0) / forecasts.length;
}
