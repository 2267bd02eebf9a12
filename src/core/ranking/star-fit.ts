import type { BradleyTerryFit } from './bradley-terry';
import type { PairCounts, Pairs } from './pair-counts';

/**
 * The Bradley-Terry fit of a star (see {@link isStar}) in closed form: each model's strength is the
 * log-odds of its weighted share against the centre. A model that only won or only lost against it
 * gets half a win and half a loss. Cost linear in pairs.
 */
export function starFit(pairs: Pairs, counts: PairCounts, centre: number): BradleyTerryFit {
  const strengths = new Float64Array(pairs.models).fill(NaN);
  const smoothed = new Uint8Array(pairs.models);
  strengths[centre] = 0;
  for (let p = 0; p < pairs.count; p++) {
    const games = counts.games[p];
    if (games === 0) continue;
    const isFirst = pairs.second[p] === centre;
    const model = isFirst ? pairs.first[p] : pairs.second[p];
    let won = isFirst ? counts.wins[p] : games - counts.wins[p];
    let lost = games - won;
    if (won <= 0 || lost <= 0) {
      smoothed[model] = 1;
      won += 0.5;
      lost += 0.5;
    }
    strengths[model] = Math.log(won / lost);
  }
  return { strengths, smoothed, converged: true, iterations: 0 };
}
