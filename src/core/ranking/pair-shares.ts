import type { BattleIndex } from './battle-index';
import { twoSidedZ } from './normal-distribution';
import { countByPrompt, findPairs } from './pair-counts';
import { wilsonInterval } from './win-rate';

/** How two models' own battles went; rows of the index's models. */
export interface PairShare {
  readonly first: number;
  readonly second: number;
  /** Sum of the battles' weights. */
  readonly games: number;
  readonly prompts: number;
  /** first's weighted share, 0 to 1, with Wilson's interval on the effective number of games. */
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The observed win rate of every pair that met. The variance is that of a ratio of sums over prompts
 * (games of a prompt move together), with the factor C/(C − 1) for C prompts; the interval is
 * Wilson's for as many independent games as would have that variance, so that it stays inside [0, 1]
 * and is not empty at 0 or 1.
 * @param interval coverage, such as 0.95
 */
export function pairShares(index: BattleIndex, interval: number): PairShare[] {
  const { pairs, pairOf } = findPairs(index);
  const { starts, games, wins } = countByPrompt(index, pairs, pairOf);
  const z = twoSidedZ(interval);
  return Array.from({ length: pairs.count }, (_, pair) => {
    let played = 0;
    let won = 0;
    for (let entry = starts[pair]; entry < starts[pair + 1]; entry++) {
      played += games[entry];
      won += wins[entry];
    }
    const share = won / played;
    let squares = 0;
    for (let entry = starts[pair]; entry < starts[pair + 1]; entry++) {
      squares += (wins[entry] - share * games[entry]) ** 2;
    }
    const prompts = starts[pair + 1] - starts[pair];
    const variance = (squares * prompts) / ((prompts - 1) * played * played);
    const trials = variance > 0 && prompts > 1 ? (share * (1 - share)) / variance : prompts;
    const { lower, upper } = wilsonInterval(share, trials, z);
    return {
      first: pairs.first[pair],
      second: pairs.second[pair],
      games: played,
      prompts,
      share,
      lower,
      upper,
    };
  });
}
