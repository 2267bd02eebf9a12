import type { FacetRanking, RankingsByFacet } from '../../core/ranking/rank-by-facet';
import type { RankedModel } from '../../core/ranking/ranking';
import type { CsvCell } from '../charts/csv';
import { toneOf, type IntervalRow } from '../charts/interval-row';
import { formatCount } from '../format-number';
import { FACET_NAMES } from './facet-names';
import { namesText } from './finding';

/** A model's win rate in one category, as charts draw it. */
function winRateRow(label: string, model: RankedModel, baseline: string | null): IntervalRow {
  const { winRateLower: lower, winRateUpper: upper } = model;
  const tone = baseline === null || model.model === baseline ? 'plain' : toneOf(lower, upper, 50);
  return { label, value: model.winRate, lower, upper, n: model.battles, tone };
}

export interface PlotGroup {
  readonly title: string;
  readonly rows: readonly IntervalRow[];
}

/** A plot for each category, its models in the order of the whole ranking. */
export function plotsByCategory(
  { rankings }: RankingsByFacet,
  models: readonly string[],
): PlotGroup[] {
  return rankings.map(({ name, ranking }) => {
    const found = new Map(ranking.models.map((model) => [model.model, model]));
    return {
      title: name,
      rows: models.flatMap((model) => {
        const row = found.get(model);
        return row ? [winRateRow(model, row, ranking.settings.baseline)] : [];
      }),
    };
  });
}

/** A plot for each model, its categories in their order. */
export function plotsByModel(
  { rankings }: RankingsByFacet,
  models: readonly string[],
): PlotGroup[] {
  return models.map((model) => ({
    title: model,
    rows: rankings.flatMap(({ name, ranking }) => {
      const row = ranking.models.find((each) => each.model === model);
      return row ? [winRateRow(name, row, ranking.settings.baseline)] : [];
    }),
  }));
}

export const SEPARABILITY_COLUMNS = [
  'name',
  'prompts',
  'battles',
  'models',
  'best',
  'separability_win_rate',
  'separability_rating',
  'separability_difference',
  'prompts_needed',
] as const;

export function separabilityCells({ name, ranking, promptsNeeded }: FacetRanking): CsvCell[] {
  return [
    name,
    ranking.prompts,
    ranking.battles,
    ranking.models.length,
    ranking.models[0]?.model ?? null,
    ranking.separabilityWinRate,
    ranking.separabilityMeanAnchored,
    ranking.separabilityByDifference,
    promptsNeeded,
  ];
}

/** The long form of a leaderboard by category, one row a model and category. */
export const LONG_COLUMNS = [
  'model',
  'category',
  'win_rate',
  'win_rate_lower',
  'win_rate_upper',
  'rating',
  'rating_lower',
  'rating_upper',
  'n',
] as const;

export function* longCells({ rankings }: RankingsByFacet): Generator<CsvCell[]> {
  for (const { name, ranking } of rankings) {
    for (const model of ranking.models) {
      yield [
        model.model,
        name,
        model.winRate,
        model.winRateLower,
        model.winRateUpper,
        model.rating,
        model.ratingLower,
        model.ratingUpper,
        model.battles,
      ];
    }
  }
}

/** Who leads where, in a sentence. */
export function categoriesHeadline({ rankings, facet }: RankingsByFacet): string {
  const { one, many } = FACET_NAMES[facet];
  if (rankings.length === 0) return `No ${one} can be ranked`;
  const leads = new Map<string, string[]>();
  for (const { name, ranking } of rankings) {
    const leader = ranking.models[0].model;
    leads.set(leader, [...(leads.get(leader) ?? []), name]);
  }
  const order = [...leads].sort((a, b) => b[1].length - a[1].length);
  if (order.length === 1) {
    return `${order[0][0]} stands first in ${rankings.length === 1 ? `the one ${one}` : `all ${formatCount(rankings.length)} ${many}`}`;
  }
  const [[leader, first], ...others] = order;
  const rest = others.slice(0, 2).map(([model, names]) => `${model} in ${namesText(names, 2)}`);
  return `${leader} stands first in ${formatCount(first.length)} of ${formatCount(rankings.length)} ${many}, ${rest.join(', ')}`;
}

/** Where more prompts are needed, in a sentence. */
export function categoriesFinding({ rankings, facet, share, skipped }: RankingsByFacet): string {
  const { one, many } = FACET_NAMES[facet];
  const percent = `${Math.round(100 * share)} %`;
  const short = rankings.filter(
    ({ promptsNeeded, ranking }) => promptsNeeded === null || promptsNeeded > ranking.prompts,
  );
  const enough =
    short.length === 0
      ? `Every ${one} has prompts enough to tell ${percent} of the pairs apart.`
      : `${short.length === rankings.length ? `No ${one} has` : `${formatCount(rankings.length - short.length)} of ${formatCount(rankings.length)} ${many} have`} prompts enough to tell ${percent} of the pairs apart by their intervals.`;
  const left =
    skipped.length === 0
      ? ''
      : ` Not ranked: ${namesText(skipped.map(({ name, reason }) => `${name} (${reason})`))}.`;
  return enough + left;
}
