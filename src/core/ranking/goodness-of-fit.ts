import type { PairCounts, Pairs } from './pair-counts';

/** How a pair went, against what the ratings say of it. */
export interface PairFit {
  readonly first: number;
  readonly second: number;
  readonly games: number;
  /** first's share, 0 to 1: observed, and foretold by the strengths. */
  readonly observed: number;
  readonly fitted: number;
  /** (observed − fitted) in binomial standard errors, which take the games as independent. */
  readonly deviate: number;
}

/**
 * Observed against fitted pair win rates, the pairs that fit worst first: large deviates speak of
 * intransitivity (or of games that depend on each other). Pairs off the scale are left out.
 */
export function goodnessOfFit(
  pairs: Pairs,
  counts: PairCounts,
  strengths: Float64Array,
): PairFit[] {
  const fits: PairFit[] = [];
  for (let p = 0; p < pairs.count; p++) {
    const games = counts.games[p];
    const [first, second] = [pairs.first[p], pairs.second[p]];
    const fitted = 1 / (1 + Math.exp(strengths[second] - strengths[first]));
    if (games === 0 || Number.isNaN(fitted)) continue;
    const observed = counts.wins[p] / games;
    const error = Math.sqrt((fitted * (1 - fitted)) / games);
    const deviate = observed === fitted ? 0 : (observed - fitted) / error;
    fits.push({ first, second, games, observed, fitted, deviate });
  }
  return fits.sort((a, b) => Math.abs(b.deviate) - Math.abs(a.deviate));
}
