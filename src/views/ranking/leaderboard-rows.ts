import type { RankingReport } from '../../core/ranking/rank-battles';
import type { RankedModel, Ranking } from '../../core/ranking/ranking';
import type { CsvCell } from '../charts/csv';
import { toneOf, type IntervalRow } from '../charts/interval-row';
import { ratingText, winRateText } from './score-text';

/** A row of the leaderboard: a ranked model with its answers' length. */
export interface LeaderboardRow extends RankedModel {
  readonly averageLength: number | null;
}

export type SortColumn =
  'rank' | 'model' | 'winRate' | 'rating' | 'wins' | 'averageLength' | 'battles';

export interface Sorting {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export function leaderboardRows({ ranking, lengths }: RankingReport): LeaderboardRow[] {
  const lengthOf = new Map(lengths.map(({ model, length }) => [model, length]));
  return ranking.models.map((model) => ({
    ...model,
    averageLength: lengthOf.get(model.model) ?? null,
  }));
}

/** Rows in the order asked; without a value last, whichever way. */
export function sortedRows(
  rows: readonly LeaderboardRow[],
  { column, descending }: Sorting,
): LeaderboardRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order = typeof x === 'string' ? x.localeCompare(y as string) : x - (y as number);
    return sign * order;
  });
}

/** A row as charts draw it: the score that the ranking separates by. */
export function scoreRow(report: RankingReport, row: LeaderboardRow): IntervalRow {
  const { score, settings } = report.ranking;
  const [value, lower, upper] =
    score === 'winRate'
      ? [row.winRate, row.winRateLower, row.winRateUpper]
      : [row.rating, row.ratingLower, row.ratingUpper];
  const isCompared = settings.baseline !== null && row.model !== settings.baseline;
  const tone = isCompared && score === 'winRate' ? toneOf(lower, upper, 50) : 'plain';
  return { label: row.model, value, lower, upper, n: row.battles, tone };
}

/** A win rate's interval as what goes down and up from it, or why there is none. */
export function winRateInterval(
  { model, winRate, winRateLower, winRateUpper, fewWins }: LeaderboardRow,
  { prompts, settings }: Pick<Ranking, 'prompts' | 'settings'>,
): string {
  if (model === settings.baseline) return 'by definition';
  if (winRate === null) return 'not on the scale';
  if (winRateLower === null || winRateUpper === null) {
    return prompts === 1 ? 'none: one prompt' : 'none: in too few rounds';
  }
  // A bound may lie a rounding error beyond the rate, which would read "+-0.0".
  const [down, up] = [winRate - winRateLower, winRateUpper - winRate].map((each) =>
    winRateText(Math.max(0, each)),
  );
  return `−${down} +${up}${fewWins ? ' Wilson' : ''}`;
}

/** The same of a rating; "fixed" for the one that the others are measured from. */
export function ratingInterval({ rating, ratingLower, ratingUpper }: LeaderboardRow): string {
  if (rating === null || ratingLower === null || ratingUpper === null) return '–';
  if (ratingLower === ratingUpper) return 'fixed';
  return `−${ratingText(rating - ratingLower)} +${ratingText(ratingUpper - rating)}`;
}

export const LEADERBOARD_COLUMNS = [
  'rank',
  'rank_lower',
  'rank_upper',
  'arena_rank',
  'model',
  'win_rate',
  'win_rate_lower',
  'win_rate_upper',
  'win_rate_interval',
  'rating',
  'rating_lower',
  'rating_upper',
  'wins',
  'ties',
  'losses',
  'average_length',
  'battles',
  'smoothed',
] as const;

/** All columns in full precision; the settings of the ranking stand in the files' names and headers. */
export function leaderboardCells(row: LeaderboardRow): CsvCell[] {
  return [
    row.rank,
    row.rankLower,
    row.rankUpper,
    row.arenaRank,
    row.model,
    row.winRate,
    row.winRateLower,
    row.winRateUpper,
    row.fewWins ? 'wilson' : 'bootstrap',
    row.rating,
    row.ratingLower,
    row.ratingUpper,
    row.wins,
    row.ties,
    row.losses,
    row.averageLength,
    row.battles,
    row.smoothed ? 'yes' : 'no',
  ];
}
