import { baselineWinRates } from './baseline-win-rates';
import type { BaselineSettings, BaselineWinRates } from './baseline-win-rates';
import type { BattleIndex } from './battle-index';

/** What a benchmark with several baselines has beside its ranking. */
export interface SeveralBaselines {
  readonly names: readonly string[];
  /** The overall win rate weighs each baseline the same. */
  readonly weights: readonly number[];
  readonly winRates: readonly BaselineWinRates[];
}

/** Win rates against each of a benchmark's baselines; null where it has one, or is an arena. */
export function severalBaselines(
  index: BattleIndex,
  settings: Omit<BaselineSettings, 'baselines' | 'weights'>,
): SeveralBaselines | null {
  const names = commonOpponents(index);
  if (names.length < 2) return null;
  const weights = names.map(() => 1 / names.length);
  const winRates = baselineWinRates(index, { ...settings, baselines: names, weights });
  return { names, weights, winRates };
}

/**
 * The fewest models, found greedily, such that one of them is in every battle: a benchmark's
 * baselines. Empty where that would take more than `limit`, as in an arena. Most battles first.
 */
export function commonOpponents(index: BattleIndex, limit = 4): string[] {
  const covered = new Uint8Array(index.count);
  const found: number[] = [];
  for (let left = index.count; left > 0;) {
    if (found.length === limit) return [];
    const counts = new Int32Array(index.models.length);
    for (let row = 0; row < index.count; row++) {
      if (covered[row]) continue;
      counts[index.modelA[row]]++;
      counts[index.modelB[row]]++;
    }
    const next = counts.indexOf(Math.max(...counts));
    found.push(next);
    for (let row = 0; row < index.count; row++) {
      if (covered[row] || (index.modelA[row] !== next && index.modelB[row] !== next)) continue;
      covered[row] = 1;
      left--;
    }
  }
  return found.length < index.models.length - 1 ? found.map((row) => index.models[row]) : [];
}
