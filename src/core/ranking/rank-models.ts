import { TouchstoneError } from '../data';
import type { OnProgress } from '../data';
import { rowInBattles, type BattleIndex } from './battle-index';
import { bootstrapFit, drawsOf } from './bootstrap-draws';
import type { BootstrappedFit } from './bootstrap-draws';
import { ModelIntervals } from './model-intervals';
import { ratingsOf } from './rating-scale';
import { components, winGraph } from './win-graph';
import { isSeparatedByDifference, pairwiseDifferences } from './pairwise-differences';
import type { PairDifference } from './pairwise-differences';
import { percentileInterval } from './quantile';
import type { Interval } from './quantile';
import { arenaRanks, competitionRanks, rankIntervals } from './rank-intervals';
import { separability } from './separability';
import type { RankedModel, Ranking, RankingSettings, StyleCoefficient } from './ranking';
import { isStar } from './win-rate';

/**
 * Ranks models: Bradley-Terry ratings and win rates with bootstrap intervals, ranks, differences and
 * separability. Models without battles in the index (a category's) are left out.
 * @throws TouchstoneError `no-battles`, `baseline-absent`, `rounds`, `probability`
 */
export function rankModels(
  index: BattleIndex,
  settings: RankingSettings,
  onProgress?: OnProgress,
): Ranking {
  const baseline = baselineRow(index, settings.baseline);
  const fitted = bootstrapFit(index, baseline, settings, settings.style, onProgress);
  const score = baseline >= 0 ? 'winRate' : 'rating';
  const ratings = ratingsOf(fitted, settings.anchor === 'mean' || baseline < 0);
  const rates = {
    scores: fitted.winRates.map((rate) => 100 * rate),
    draws: { ...fitted.winRateDraws, data: fitted.winRateDraws.data.map((rate) => 100 * rate) },
  };
  const own = new ModelIntervals(index, fitted, baseline);
  const { tallied } = own;
  const present = index.models.map((_, row) => row).filter((row) => tallied.battles[row] > 0);
  const ratesAt = (coverage: number) => own.winRates(coverage).map(percent);
  const rateBounds = ratesAt(settings.interval);
  const ratingBounds = own.ratings(ratings, settings.interval);
  const bounds = score === 'winRate' ? rateBounds : ratingBounds;
  const { scores, draws } = score === 'winRate' ? rates : ratings;
  const pairs = pairwiseDifferences(draws, scores, settings.interval, { bounds, few: own.few });
  const ranks = competitionRanks(scores);
  const rankBounds = rankIntervals(draws, pairs, settings.interval);
  const arena = arenaRanks(bounds);
  const models = present.map((row): RankedModel => ({
    model: index.models[row],
    rank: ranks[row] || null,
    rankLower: rankBounds[row]?.lower ?? null,
    rankUpper: rankBounds[row]?.upper ?? null,
    arenaRank: arena[row] || null,
    rating: orNull(ratings.scores[row]),
    ratingLower: ratingBounds[row]?.lower ?? null,
    ratingUpper: ratingBounds[row]?.upper ?? null,
    winRate: orNull(rates.scores[row]),
    winRateLower: rateBounds[row]?.lower ?? null,
    winRateUpper: rateBounds[row]?.upper ?? null,
    battles: tallied.battles[row],
    wins: tallied.wins[row],
    ties: tallied.ties[row],
    losses: tallied.losses[row],
    smoothed: fitted.fit.smoothed[row] === 1,
    fewWins: own.few[row] === 1,
  }));
  const separated = (intervals: readonly (Interval | null)[], rows = present) =>
    separability(rows.map((row) => intervals[row]));
  const share = (passes: (pair: PairDifference) => boolean) =>
    pairs.filter(passes).length / ((present.length * (present.length - 1)) / 2);
  const alpha = 1 - settings.interval;
  const meanAnchored = own.ratings(ratingsOf(fitted, true), settings.interval);
  const at80 = score === 'winRate' ? ratesAt(0.8) : own.ratings(ratings, 0.8);
  const groups = components(winGraph(fitted.pairs), fitted.counts)
    .filter(([row]) => tallied.battles[row] > 0)
    .sort((a, b) => Number(b.includes(baseline)) - Number(a.includes(baseline)));
  return {
    models: models.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0),
    settings: {
      baseline: settings.baseline,
      anchor: baseline < 0 ? 'mean' : settings.anchor,
      rounds: settings.rounds,
      interval: settings.interval,
      seed: settings.seed,
      unit: settings.unit,
      stratified: settings.strata !== undefined,
      prediction: settings.style ? (baseline < 0 ? 'equal' : settings.style.prediction) : null,
    },
    style: styleCoefficients(fitted, settings),
    battles: index.count,
    prompts: new Set(index.prompt).size,
    score,
    separability: separated(bounds),
    separabilityWithoutBaseline: separated(
      bounds,
      present.filter((row) => row !== baseline),
    ),
    separabilityWinRate: separated(rateBounds),
    separability80: separated(at80),
    separabilityMeanAnchored: separated(meanAnchored),
    separabilityByDifference: share(isSeparatedByDifference),
    separabilityHolm: share((pair) => pair.pHolm <= alpha),
    separabilityBenjaminiHochberg: share((pair) => pair.pBenjaminiHochberg <= alpha),
    pairs,
    names: index.models,
    components: groups.map((group) => group.map((row) => index.models[row])),
    star: isStar(fitted.pairs, baseline),
    converged: fitted.fit.converged,
    emptyRounds: fitted.emptyRounds,
    smoothedRounds: fitted.smoothedRounds,
    unconvergedRounds: fitted.unconvergedRounds,
  };
}

function baselineRow(index: BattleIndex, baseline: string | null): number {
  if (index.count === 0) {
    throw new TouchstoneError(
      'no-battles',
      'There are no battles to rank. Load a file with battles, or widen the filter.',
    );
  }
  if (baseline === null) return -1;
  const row = rowInBattles(index, baseline);
  if (row >= 0) return row;
  const present = index.models.filter((model) => rowInBattles(index, model) >= 0);
  throw new TouchstoneError(
    'baseline-absent',
    `The baseline "${baseline}" is in no battle. Choose one of: ${present.slice(0, 12).join(', ')}${present.length > 12 ? ', …' : ''}.`,
  );
}

function percent(interval: Interval | null): Interval | null {
  return interval && { lower: 100 * interval.lower, upper: 100 * interval.upper };
}

function styleCoefficients(fitted: BootstrappedFit, settings: RankingSettings): StyleCoefficient[] {
  if (!fitted.style || !settings.style) return [];
  const { coefficients, draws } = fitted.style;
  return settings.style.covariates.names.map((name, c) => {
    const bounds = percentileInterval(drawsOf(draws, c), settings.interval);
    return {
      name,
      estimate: coefficients[c],
      lower: bounds?.lower ?? null,
      upper: bounds?.upper ?? null,
    };
  });
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
