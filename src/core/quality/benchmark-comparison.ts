import { TouchstoneError } from '../data';
import { twoSidedZ } from '../ranking/normal-distribution';
import { separability } from '../ranking/separability';
import { benchmarkQuality, listed } from './benchmark-quality';
import type { BenchmarkQuality } from './benchmark-quality';
import { beliefOf, probabilityBelow } from './forecasts';
import type { Belief } from './forecasts';
import { atCoverage } from './interval-coverage';
import { firstRows } from './leaderboard';
import type { Aliases, LeaderboardRow } from './leaderboard';

/** The narrower intervals that separability is given with beside the published ones. */
export const SECOND_COVERAGE = 0.8;

/** A leaderboard under a name of its own. */
export interface NamedLeaderboard {
  readonly id: string;
  readonly rows: readonly LeaderboardRow[];
  /** Coverage of the published intervals, such as 0.95. */
  readonly interval: number;
}

export interface ComparisonSettings {
  readonly aliases?: Aliases;
  /** Only so many models, the reference's best; null for all. */
  readonly top: number | null;
}

/** One model of a leaderboard under its shared name. */
export interface PlacedRow {
  readonly model: string;
  readonly score: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** A benchmark's column of the comparison. */
export interface ComparedBenchmark {
  readonly id: string;
  readonly quality: BenchmarkQuality;
  /** With 80 % intervals; null without intervals. */
  readonly separability80: number | null;
  readonly agreementSigned80: number | null;
  /** The 80 % intervals rest on a normal distribution. */
  readonly normal80: boolean;
  /** The reference's own P(first < second) for each of the forecasts; null where it gives no spread. */
  readonly referenceForecasts: readonly number[] | null;
  /** In the order of {@link BenchmarkComparison.models}. */
  readonly rows: readonly PlacedRow[];
  /** Names, as they stand in the file, that the reference has not. */
  readonly unmatched: readonly string[];
  /** Rows left out, as an earlier one has the same name after aliases; names as in the file. */
  readonly repeated: readonly string[];
}

export interface BenchmarkComparison {
  /** Shared names of the models that all have, the reference's best first. */
  readonly models: readonly string[];
  readonly columns: readonly ComparedBenchmark[];
  readonly reference: {
    readonly id: string;
    readonly rows: readonly PlacedRow[];
    readonly separability: number | null;
    readonly separability80: number | null;
    readonly normal80: boolean;
    /** Names, as they stand in the file, that no benchmark has. */
    readonly unmatched: readonly string[];
    /** As a benchmark's. */
    readonly repeated: readonly string[];
  };
  /** Models that the reference and some benchmark have, but not all of them. */
  readonly notInAll: readonly string[];
  /** Models left out by `top`. */
  readonly belowTop: number;
}

/**
 * Several benchmarks against one reference, all on the models common to all, so that the columns can
 * be compared (Table 1 of the Arena-Hard blog). Cost: benchmarks × models².
 * @throws TouchstoneError `too-few-common-models`
 */
export function compareBenchmarks(
  benchmarks: readonly NamedLeaderboard[],
  reference: NamedLeaderboard,
  settings: ComparisonSettings,
): BenchmarkComparison {
  const { aliases = new Map<string, string>() } = settings;
  const shared = ({ model }: LeaderboardRow) => aliases.get(model) ?? model;
  const namesOf = (board: NamedLeaderboard) => new Set(board.rows.map(shared));
  const names = benchmarks.map(namesOf);
  const referenceNames = namesOf(reference);
  const ranked = [...firstRows(reference.rows, shared)].sort(([, a], [, b]) => b.score - a.score);
  const inSome = ranked.filter(([name]) => names.some((own) => own.has(name)));
  const inAll = inSome.filter(([name]) => names.every((own) => own.has(name)));
  const models = inAll.slice(0, settings.top ?? Infinity).map(([name]) => name);
  if (models.length < 2) {
    const theirs = benchmarks.flatMap(({ rows }) => without(rows, referenceNames, shared));
    const known = new Set(names.flatMap((own) => [...own]));
    throw tooFew(models.length, benchmarks.length, theirs, without(reference.rows, known, shared));
  }
  const chosen = { aliases, models: new Set(models) };
  const reference80 = atCoverage(reference.rows, reference.interval, SECOND_COVERAGE);
  const columns = benchmarks.map((benchmark): ComparedBenchmark => {
    const own80 = atCoverage(benchmark.rows, benchmark.interval, SECOND_COVERAGE);
    const quality = benchmarkQuality(benchmark.rows, reference.rows, {
      ...chosen,
      interval: benchmark.interval,
    });
    const quality80 = benchmarkQuality(own80.rows, reference80.rows, {
      ...chosen,
      interval: SECOND_COVERAGE,
    });
    return {
      id: benchmark.id,
      quality,
      separability80: quality80.separability,
      agreementSigned80: quality80.agreementSigned,
      normal80: own80.normal,
      referenceForecasts: ownForecasts(reference, quality, shared),
      rows: placed(benchmark.rows, models, shared),
      unmatched: without(benchmark.rows, referenceNames, shared),
      repeated: repeats(benchmark.rows, shared),
    };
  });
  const rows = placed(reference.rows, models, shared);
  const rows80 = placed(reference80.rows, models, shared);
  return {
    models,
    columns,
    reference: {
      id: reference.id,
      rows,
      separability: separabilityOf(rows),
      separability80: separabilityOf(rows80),
      normal80: reference80.normal,
      unmatched: without(reference.rows, new Set(names.flatMap((own) => [...own])), shared),
      repeated: repeats(reference.rows, shared),
    },
    notInAll: inSome.map(([name]) => name).filter((name) => !names.every((own) => own.has(name))),
    belowTop: inAll.length - models.length,
  };
}

/** Names as they stand in the file. */
function repeats(
  rows: readonly LeaderboardRow[],
  nameOf: (row: LeaderboardRow) => string,
): string[] {
  const counted = new Set(firstRows(rows, nameOf).values());
  return rows.filter((row) => !counted.has(row)).map(({ model }) => model);
}

function ownForecasts(
  reference: NamedLeaderboard,
  { models, forecasts }: BenchmarkQuality,
  nameOf: (row: LeaderboardRow) => string,
): number[] | null {
  const rows = firstRows(reference.rows, nameOf);
  const z = twoSidedZ(reference.interval);
  const beliefs = models.map((model) => beliefOf(rows.get(model)!, z));
  return beliefs.every((each): each is Belief => each !== null)
    ? forecasts.map(({ first, second }) => probabilityBelow(beliefs[first], beliefs[second]))
    : null;
}

/** Names as they stand in the file. */
function without(
  rows: readonly LeaderboardRow[],
  known: ReadonlySet<string>,
  nameOf: (row: LeaderboardRow) => string,
): string[] {
  return [...firstRows(rows, nameOf)]
    .filter(([name]) => !known.has(name))
    .map(([, row]) => row.model);
}

function placed(
  rows: readonly LeaderboardRow[],
  models: readonly string[],
  nameOf: (row: LeaderboardRow) => string,
): PlacedRow[] {
  const found = firstRows(rows, nameOf);
  return models.map((model) => {
    const { score, lower, upper } = found.get(model)!;
    return { model, score, lower, upper };
  });
}

function separabilityOf(rows: readonly PlacedRow[]): number | null {
  const bounds = rows.flatMap(({ lower, upper }) =>
    lower === null || upper === null ? [] : [{ lower, upper }],
  );
  return bounds.length === rows.length ? separability(bounds) : null;
}

function tooFew(
  common: number,
  benchmarks: number,
  onlyInBenchmarks: readonly string[],
  onlyInReference: readonly string[],
): TouchstoneError {
  const who = benchmarks === 1 ? 'The benchmark and the reference' : 'The benchmarks';
  return new TouchstoneError(
    'too-few-common-models',
    `${who} have ${common === 0 ? 'no model' : 'one model'} in common with each other, and at least 2 are needed. Only in ${benchmarks === 1 ? 'the benchmark' : 'a benchmark'}: ${listed(onlyInBenchmarks)}. Only in the reference: ${listed(onlyInReference)}. Give their other names in the alias table, or take a benchmark out.`,
  );
}
