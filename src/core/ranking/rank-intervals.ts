import { drawsOf } from './bootstrap-draws';
import type { Draws } from './bootstrap-draws';
import { twoSidedZ } from './normal-distribution';
import type { PairDifference } from './pairwise-differences';
import type { Interval } from './quantile';
import { quantileSorted } from './quantile';

const TIE = 1e-9;

/** Competition ranks, 1 the best, ties within 1e-9 alike; NaN scores get no rank (0). */
export function competitionRanks(scores: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: scores.length }, (_, model) => {
    if (Number.isNaN(scores[model])) return 0;
    let rank = 1;
    for (let other = 0; other < scores.length; other++) {
      if (scores[other] > scores[model] + TIE) rank++;
    }
    return rank;
  });
}

/** Chatbot Arena's rank: 1 + the models whose lower bound lies above this one's upper bound. */
export function arenaRanks(intervals: readonly (Interval | null)[]): Int32Array {
  return Int32Array.from(intervals, (own) =>
    own ? 1 + intervals.filter((other) => other && other.lower > own.upper).length : 0,
  );
}

/**
 * Simultaneous rank intervals: 1 + the models surely better, to n − the models surely worse, where
 * "surely" is judged by a band that covers all pairwise differences at once (the quantile of the
 * largest studentised deviation over pairs in each round). Percentile ranges of bootstrap ranks
 * would cover too little among near-equal models. No model is surely better where the difference has
 * no interval. Cost pairs × rounds.
 * Source: Mogstad, Romano, Shaikh & Wilhelm 2024.
 * @param pairs as {@link pairwiseDifferences} gives them for the same draws
 * @returns one a model; null for a model in no pair
 */
export function rankIntervals(
  draws: Draws,
  pairs: readonly PairDifference[],
  interval: number,
): (Interval | null)[] {
  const largest = new Float64Array(draws.rounds);
  for (const { first, second, difference, deviation } of pairs) {
    if (!(deviation > 0)) continue;
    const a = drawsOf(draws, first);
    const b = drawsOf(draws, second);
    for (let round = 0; round < draws.rounds; round++) {
      const studentised = Math.abs(a[round] - b[round] - difference) / deviation;
      if (studentised > largest[round]) largest[round] = studentised;
    }
  }
  // Rounds in which a model with few wins never loses hold no deviation: no band is below one pair's.
  const critical = Math.max(quantileSorted(largest.sort(), interval), twoSidedZ(interval));
  const better = new Int32Array(draws.models);
  const worse = new Int32Array(draws.models);
  const met = new Int32Array(draws.models);
  for (const { first, second, difference, deviation, lower } of pairs) {
    met[first]++;
    met[second]++;
    if (Number.isNaN(lower) || !(Math.abs(difference) > Math.max(critical * deviation, TIE)))
      continue;
    const [winner, loser] = difference > 0 ? [first, second] : [second, first];
    better[loser]++;
    worse[winner]++;
  }
  return Array.from(met, (others, model) =>
    others === 0 ? null : { lower: 1 + better[model], upper: 1 + others - worse[model] },
  );
}
