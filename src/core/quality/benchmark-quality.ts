import { TouchstoneError } from '../data';
import { twoSidedZ } from '../ranking/normal-distribution';
import { separability } from '../ranking/separability';
import { agreement, strictRuleAgreement } from './agreement';
import type { ScoredInterval } from './agreement';
import { beliefOf, brierScore, forecastPairs, logLoss } from './forecasts';
import type { Belief, Forecast } from './forecasts';
import { matchModels } from './leaderboard';
import type { Aliases, LeaderboardRow } from './leaderboard';
import { kendall, spearman, strictAgreement } from './rank-correlation';

/** A benchmark against a reference, over the unordered pairs of the models that both have. */
export interface BenchmarkQuality {
  readonly models: readonly string[];
  readonly pairs: number;
  /** Null from here to `agreementHalfStrict` where one of the two has no intervals. */
  readonly referenceSeparablePairs: number | null;
  readonly separability: number | null;
  readonly referenceSeparability: number | null;
  readonly agreementSigned: number | null;
  readonly agreementHalf: number | null;
  /** Under separability's rule, see agreement.ts. */
  readonly referenceSeparablePairsStrict: number | null;
  readonly agreementSignedStrict: number | null;
  readonly agreementHalfStrict: number | null;
  readonly strictAgreement: number;
  readonly spearman: number;
  readonly kendall: number;
  /** Null where the benchmark gives neither bootstrap results nor a variance nor an interval. */
  readonly brier: number | null;
  readonly logLoss: number | null;
  /** Whether some forecast rests on an interval's width alone. */
  readonly forecastFromIntervals: boolean;
  readonly forecasts: readonly Forecast[];
  /** Pairs that the reference ties, left out of the forecasts. */
  readonly tiedInReference: number;
  readonly onlyInBenchmark: readonly string[];
  readonly onlyInReference: readonly string[];
}

export interface QualitySettings {
  readonly aliases?: Aliases;
  /** Only these models (shared names), such as those common to several benchmarks. */
  readonly models?: ReadonlySet<string>;
  /** Coverage of the published intervals, 0.95 unless said. */
  readonly interval?: number;
}

/**
 * All figures of a benchmark against a reference leaderboard. Cost quadratic in models.
 * @throws TouchstoneError `too-few-common-models`
 */
export function benchmarkQuality(
  benchmark: readonly LeaderboardRow[],
  reference: readonly LeaderboardRow[],
  settings: QualitySettings = {},
): BenchmarkQuality {
  const matched = matchModels(benchmark, reference, settings.aliases);
  const common = matched.common.filter(({ model }) => settings.models?.has(model) ?? true);
  if (common.length < 2) {
    throw new TouchstoneError(
      'too-few-common-models',
      `Benchmark and reference have ${common.length} models in common, and at least 2 are needed. Benchmark only: ${listed(matched.onlyInBenchmark)}. Reference only: ${listed(matched.onlyInReference)}. Give their other names in an alias table.`,
    );
  }
  const ours = common.map((each) => each.benchmark);
  const theirs = common.map((each) => each.reference);
  const scores = ours.map((row) => row.score);
  const truth = theirs.map((row) => row.score);
  const bounds = intervalsOf(ours);
  const truthBounds = intervalsOf(theirs);
  const published = bounds && truthBounds ? agreement(bounds, truthBounds) : null;
  const strict = bounds && truthBounds ? strictRuleAgreement(bounds, truthBounds) : null;
  const z = twoSidedZ(settings.interval ?? 0.95);
  const beliefs = ours.map((row) => beliefOf(row, z));
  const known = beliefs.every((each): each is Belief => each !== null) ? beliefs : null;
  const { forecasts, tied } = known ? forecastPairs(known, truth) : { forecasts: [], tied: 0 };
  return {
    models: common.map(({ model }) => model),
    pairs: (common.length * (common.length - 1)) / 2,
    referenceSeparablePairs: published?.referencePairs ?? null,
    separability: bounds && separability(bounds),
    referenceSeparability: truthBounds && separability(truthBounds),
    agreementSigned: published?.signed ?? null,
    agreementHalf: published?.half ?? null,
    referenceSeparablePairsStrict: strict?.referencePairs ?? null,
    agreementSignedStrict: strict?.signed ?? null,
    agreementHalfStrict: strict?.half ?? null,
    strictAgreement: strictAgreement(scores, truth),
    spearman: spearman(scores, truth),
    kendall: kendall(scores, truth),
    brier: known && brierScore(forecasts),
    logLoss: known && logLoss(forecasts),
    forecastFromIntervals: beliefs.some((each) => each?.source === 'interval'),
    forecasts,
    tiedInReference: tied,
    onlyInBenchmark: matched.onlyInBenchmark,
    onlyInReference: matched.onlyInReference,
  };
}

function intervalsOf(rows: readonly LeaderboardRow[]): ScoredInterval[] | null {
  const bounds = rows.flatMap(({ score, lower, upper }) =>
    lower === null || upper === null ? [] : [{ score, lower, upper }],
  );
  return bounds.length === rows.length ? bounds : null;
}

/** Some names as a message has them. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.slice(0, 5).join(', ') + (names.length > 5 ? `, and ${names.length - 5} more` : '');
}
