import type { RankingsByFacet } from '../../core/ranking/rank-by-facet';
import type { CsvCell } from '../charts/csv';

/** A model's win rate among the prompts of one criteria score. */
export interface ScoreRate {
  readonly score: number;
  /** Percent; null where none can be had. */
  readonly rate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly battles: number;
  readonly prompts: number;
}

export interface ModelRates {
  readonly model: string;
  /** By rising score; scores at which the model has no battles are left out. */
  readonly rates: readonly ScoreRate[];
}

/** Win rates by criteria score, a line a model. @param models in the order wanted */
export function scoreRates({ rankings }: RankingsByFacet, models: readonly string[]): ModelRates[] {
  return models.map((model) => ({
    model,
    rates: rankings.flatMap(({ name, ranking }): ScoreRate[] => {
      const found = ranking.models.find((each) => each.model === model);
      if (!found) return [];
      return [
        {
          score: Number(name),
          rate: found.winRate,
          lower: found.winRateLower,
          upper: found.winRateUpper,
          battles: found.battles,
          prompts: ranking.prompts,
        },
      ];
    }),
  }));
}

export const SCORE_RATE_COLUMNS = [
  'model',
  'criteria_score',
  'win_rate',
  'lower',
  'upper',
  'battles',
  'prompts',
] as const;

export function scoreRateCells(lines: readonly ModelRates[]): CsvCell[][] {
  return lines.flatMap(({ model, rates }) =>
    rates.map(({ score, rate, lower, upper, battles, prompts }) => [
      ...[model, score, rate, lower, upper],
      ...[battles, prompts],
    ]),
  );
}
