import type { OnProgress } from '../data';
import type { LeaderboardRow } from '../quality/leaderboard';
import { randomInteger, seededRandom } from '../random';
import { rowInBattles, selectBattles } from './battle-index';
import type { BattleIndex } from './battle-index';
import { bootstrapFit, drawsOf } from './bootstrap-draws';
import type { BootstrapUnit } from './bootstrap-rounds';
import { ModelIntervals } from './model-intervals';
import { ratingsOf } from './rating-scale';

export interface LeaderboardSettings {
  readonly baseline: string | null;
  readonly rounds: number;
  /** Coverage, such as 0.95. */
  readonly interval: number;
  readonly seed: number;
  readonly unit: BootstrapUnit;
}

/** A leaderboard made from battles. */
export interface RankedLeaderboard {
  readonly rows: readonly LeaderboardRow[];
  /** Percent against the baseline; rating points around the mean without one. */
  readonly score: 'winRate' | 'rating';
  readonly battles: number;
  readonly prompts: number;
}

/**
 * Battles as a leaderboard with intervals and bootstrap results, which are joint over the models:
 * the same round of each drew the same prompts. Models off the scale are left out. A model with too
 * few wins for the bootstrap has a variance instead of results. `averageTokens` is null. Cost as
 * {@link bootstrapFit}.
 * @param settings a baseline that is in no battle counts as none
 * @throws TouchstoneError `rounds`
 */
export function rankedLeaderboard(
  index: BattleIndex,
  settings: LeaderboardSettings,
  onProgress?: OnProgress,
): RankedLeaderboard {
  const baseline = settings.baseline === null ? -1 : rowInBattles(index, settings.baseline);
  const fitted = bootstrapFit(index, baseline, settings, null, onProgress);
  const percent = baseline >= 0;
  const own = new ModelIntervals(index, fitted, baseline);
  const ratings = ratingsOf(fitted, true);
  const { scores, draws } = percent
    ? { scores: fitted.winRates, draws: fitted.winRateDraws }
    : ratings;
  const unit = percent ? 100 : 1;
  const intervals = percent
    ? own.winRates(settings.interval)
    : own.ratings(ratings, settings.interval);
  const errors = own.errors(scores, intervals, settings.interval);
  const rows = index.models.flatMap((model, row): LeaderboardRow[] => {
    if (Number.isNaN(scores[row])) return [];
    const bounds = intervals[row];
    const isFew = !Number.isNaN(errors[row]);
    const results = [...drawsOf(draws, row)].map((each) => unit * each);
    return [
      {
        model,
        score: unit * scores[row],
        lower: bounds && unit * bounds.lower,
        upper: bounds && unit * bounds.upper,
        variance: isFew ? (unit * errors[row]) ** 2 : null,
        averageTokens: null,
        results: isFew ? null : results.filter((each) => !Number.isNaN(each)),
      },
    ];
  });
  return {
    rows,
    score: percent ? 'winRate' : 'rating',
    battles: index.count,
    prompts: new Set(index.prompt).size,
  };
}

/**
 * A random subset of battles, drawn without replacement: what a reference of so many battles would
 * be. All of them where there are no more.
 * @param size from 1
 */
export function subsampleBattles(index: BattleIndex, size: number, seed: number): BattleIndex {
  if (size >= index.count) return index;
  const random = seededRandom(seed);
  const order = Int32Array.from({ length: index.count }, (_, row) => row);
  const drawn = new Uint8Array(index.count);
  for (let i = 0; i < size; i++) {
    const j = i + randomInteger(random, index.count - i);
    [order[i], order[j]] = [order[j], order[i]];
    drawn[order[i]] = 1;
  }
  return selectBattles(index, (row) => drawn[row] === 1);
}
