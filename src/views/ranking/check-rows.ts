import type { Ranking } from '../../core/ranking/ranking';
import type { RankingChecks } from '../../core/ranking/ranking-checks';
import type { SandwichRating } from '../../core/ranking/sandwich';
import type { CsvCell } from '../charts/csv';

type Bounds = readonly [number, number] | null;

/** One model's rating intervals by several methods. */
export interface CheckRow {
  readonly model: string;
  readonly rating: number | null;
  /** The ranking's own. */
  readonly ranked: Bounds;
  readonly clustered: Bounds;
  readonly unclustered: Bounds;
  readonly arenaRank: Bounds;
  readonly lengthControlled: RankingChecks['lengthControlled'][number] | null;
  readonly cells: readonly CsvCell[];
}

export const CHECK_COLUMNS = [
  'model',
  'rating',
  'ranking_lower',
  'ranking_upper',
  'sandwich_by_prompt_lower',
  'sandwich_by_prompt_upper',
  'sandwich_by_battle_lower',
  'sandwich_by_battle_upper',
  'arena_rank_lower',
  'arena_rank_upper',
  'length_controlled_win_rate',
  'length_controlled_lower',
  'length_controlled_upper',
] as const;

/** In the order of the ranking. */
export function checkRows(ranking: Ranking, checks: RankingChecks): CheckRow[] {
  const boundsBy = (rows: readonly SandwichRating[]) =>
    new Map(rows.map(({ model, lower, upper }) => [model, [lower, upper] as const]));
  const clustered = boundsBy(checks.clustered);
  const unclustered = boundsBy(checks.unclustered);
  const arenaRank = boundsBy(checks.arenaRank);
  const lengths = new Map(checks.lengthControlled.map((each) => [each.model, each]));
  return ranking.models.map(({ model, rating, ratingLower, ratingUpper }) => {
    const ranked: Bounds =
      ratingLower === null || ratingUpper === null ? null : [ratingLower, ratingUpper];
    const bounds = [clustered, unclustered, arenaRank].map((each) => each.get(model) ?? null);
    const controlled = lengths.get(model) ?? null;
    return {
      model,
      rating,
      ranked,
      clustered: bounds[0],
      unclustered: bounds[1],
      arenaRank: bounds[2],
      lengthControlled: controlled,
      cells: [
        model,
        rating,
        ...[ranked, ...bounds].flatMap((each): CsvCell[] => (each ? [...each] : [null, null])),
        controlled?.winRate ?? null,
        controlled?.interval?.lower ?? null,
        controlled?.interval?.upper ?? null,
      ],
    };
  });
}
