import { TouchstoneError } from '../data';
import type { OnProgress } from '../data';
import { rowInBattles, type BattleIndex } from './battle-index';
import { bootstrapFit, drawsOf } from './bootstrap-draws';
import type { BootstrappedFit, Draws } from './bootstrap-draws';
import { ratingsOf } from './rating-scale';
import { components, winGraph } from './win-graph';
import { twoSidedZ } from './normal-distribution';
import { isSeparatedByDifference, pairwiseDifferences } from './pairwise-differences';
import type { PairDifference } from './pairwise-differences';
import { meanAndDeviation, percentileInterval } from './quantile';
import type { Interval } from './quantile';
import { arenaRanks, competitionRanks, rankIntervals } from './rank-intervals';
import { separability } from './separability';
import type { RankedModel, Ranking, RankingSettings, StyleCoefficient } from './ranking';
import { tally } from './tally';
import { FEW_WINS, isStar, wilsonInterval } from './win-rate';

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
  const tallied = tally(index);
  const present = index.models.map((_, row) => row).filter((row) => tallied.battles[row] > 0);
  const intervals = (draws: Draws, interval = settings.interval) =>
    present.map((row) => percentileInterval(drawsOf(draws, row), interval));
  const ratingBounds = intervals(ratings.draws);
  const rateBounds = intervals(rates.draws);
  const bounds = score === 'winRate' ? rateBounds : ratingBounds;
  const { scores, draws } = score === 'winRate' ? rates : ratings;
  const pairs = pairwiseDifferences(draws, scores, settings.interval);
  const ranks = competitionRanks(scores);
  const rankBounds = rankIntervals(draws, pairs, settings.interval);
  const arena = arenaRanks(bounds);
  const z = twoSidedZ(settings.interval);
  const models = present.map((row, i): RankedModel => {
    const fewWins =
      row !== baseline &&
      Math.min(tallied.shares[row], tallied.battles[row] - tallied.shares[row]) < FEW_WINS;
    return {
      model: index.models[row],
      rank: ranks[row] || null,
      rankLower: rankBounds[row]?.lower ?? null,
      rankUpper: rankBounds[row]?.upper ?? null,
      arenaRank: arena[i] || null,
      rating: orNull(ratings.scores[row]),
      ratingLower: ratingBounds[i]?.lower ?? null,
      ratingUpper: ratingBounds[i]?.upper ?? null,
      winRate: orNull(rates.scores[row]),
      winRateLower: rateBounds[i]?.lower ?? null,
      winRateUpper: rateBounds[i]?.upper ?? null,
      wilson: fewWins ? effectiveWilson(fitted, row, tallied.prompts[row], z) : null,
      battles: tallied.battles[row],
      wins: tallied.wins[row],
      ties: tallied.ties[row],
      losses: tallied.losses[row],
      smoothed: fitted.fit.smoothed[row] === 1,
      fewWins,
    };
  });
  const share = (passes: (pair: PairDifference) => boolean) =>
    pairs.filter(passes).length / ((present.length * (present.length - 1)) / 2);
  const alpha = 1 - settings.interval;
  const meanAnchored = ratingsOf(fitted, true);
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
    },
    style: styleCoefficients(fitted, settings),
    battles: index.count,
    prompts: new Set(index.prompt).size,
    score,
    separability: separability(bounds),
    separabilityWithoutBaseline: separability(bounds.filter((_, i) => present[i] !== baseline)),
    separabilityWinRate: separability(rateBounds),
    separability80: separability(intervals(draws, 0.8)),
    separabilityMeanAnchored: separability(intervals(meanAnchored.draws)),
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

function effectiveWilson(
  fitted: BootstrappedFit,
  row: number,
  prompts: number,
  z: number,
): Interval {
  const rate = fitted.winRates[row];
  const { deviation } = meanAndDeviation(drawsOf(fitted.winRateDraws, row));
  const trials = deviation > 0 ? (rate * (1 - rate)) / deviation ** 2 : prompts;
  const { lower, upper } = wilsonInterval(rate, trials, z);
  return { lower: 100 * lower, upper: 100 * upper };
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
