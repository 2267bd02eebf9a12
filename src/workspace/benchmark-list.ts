import type { RowError } from '../core/data';
import type { LeaderboardReading } from '../core/formats/leaderboard';
import type { LeaderboardOfFile } from '../core/formats/leaderboards-of-file';
import type { NamedLeaderboard } from '../core/quality/benchmark-comparison';
import { atCoverage } from '../core/quality/interval-coverage';
import type { LeaderboardRow } from '../core/quality/leaderboard';
import type { RankingRequest } from '../core/ranking/rank-battles';

/** Coverage of published intervals, and so of those made here to stand beside them. */
export const PUBLISHED_COVERAGE = 0.95;

/** The same request with intervals that can be compared with published ones. */
export function atPublishedCoverage(request: RankingRequest): RankingRequest {
  return { ...request, options: { ...request.options, interval: PUBLISHED_COVERAGE } };
}

/** A loaded leaderboard with intervals of {@link PUBLISHED_COVERAGE}, whatever the file's are. */
export function comparable(board: LoadedBenchmark): NamedLeaderboard {
  const { id, rows, interval } = board;
  if (interval === PUBLISHED_COVERAGE) return board;
  const converted = atCoverage(rows, interval, PUBLISHED_COVERAGE).rows;
  return { id, rows: converted, interval: PUBLISHED_COVERAGE };
}

/** Facts about a benchmark that its file does not hold; the user enters them. */
export interface BenchmarkFacts {
  /** Prompts that each model answers. */
  readonly prompts: number | null;
  /** Cost of judging one model, in dollars. */
  readonly cost: number | null;
  /** Name of the judge, or "people". */
  readonly judge: string;
}

export const NO_FACTS: BenchmarkFacts = { prompts: null, cost: null, judge: '' };

/** A leaderboard that the user loaded. */
export interface LoadedBenchmark {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly rows: readonly LeaderboardRow[];
  /** The column that the rows' score is from, and the file's rows by each one, where it has several. */
  readonly score?: string | null;
  readonly readings?: readonly LeaderboardReading[];
  /** Rows of the file that were left out. */
  readonly errors: readonly RowError[];
  /** Bootstrap results stand sorted within each model: nothing joint may be derived from them. */
  readonly sortedResults: boolean;
  /** Coverage of the published intervals, 0.95 unless the user says otherwise. */
  readonly interval: number;
  readonly facts: BenchmarkFacts;
  /** For a ranking of this workspace that was kept: what it was made from. */
  readonly request: RankingRequest | null;
}

/** @param severalOfFile its category is part of its name then */
export function loadedBenchmark(
  { file, category, rows, errors, sortedResults, score, readings }: LeaderboardOfFile,
  severalOfFile: boolean,
): LoadedBenchmark {
  const name = file.replace(/\.[^.]*$/, '');
  return {
    id: crypto.randomUUID(),
    name: severalOfFile ? `${name}: ${category}` : name,
    ...{ file, rows, errors, sortedResults, score, readings },
    interval: PUBLISHED_COVERAGE,
    facts: NO_FACTS,
    request: null,
  };
}

/** Id under which the workspace's own ranking stands among the benchmarks. */
export const OWN_ID = 'own';
/** Id of the column that is the reference on a part of its battles. */
export const CEILING_ID = 'ceiling';

/** All that the user has chosen about benchmarks. Every edit replaces the whole: undo is a swap. */
export interface BenchmarkList {
  readonly loaded: readonly LoadedBenchmark[];
  /** Id of the one that the others are measured against; null for none yet. */
  readonly reference: string | null;
  /** Ids that are loaded but take no part. */
  readonly hidden: readonly string[];
  /** From a name in any file to the name that is used for it. */
  readonly aliases: readonly (readonly [string, string])[];
  /** Only so many models, the reference's best; null for all. */
  readonly top: number | null;
  readonly ownFacts: BenchmarkFacts;
  /** Battles of the reference that are ranked as a column of their own; null for no such column. */
  readonly ceiling: number | null;
}

export const EMPTY_LIST: BenchmarkList = {
  loaded: [],
  reference: null,
  hidden: [],
  aliases: [],
  top: null,
  ownFacts: NO_FACTS,
  ceiling: null,
};

/** Words in a file's name that tell a reference made by people. */
const REFERENCE_NAME = /reference|arena(?!-?hard)|human/i;

/** The list with more leaderboards; without a reference the one whose name tells it becomes it. */
export function withLoaded(list: BenchmarkList, added: readonly LoadedBenchmark[]): BenchmarkList {
  const loaded = [...list.loaded, ...added];
  const reference =
    list.reference ??
    added.find(({ name }) => REFERENCE_NAME.test(name))?.id ??
    (list.loaded.length === 0 ? added[0]?.id : null) ??
    null;
  // Of the categories of one file the first is compared; the others are there to be chosen.
  const extra = added.filter(({ file }, i) => added.findIndex((each) => each.file === file) < i);
  const hidden = [...list.hidden, ...extra.map(({ id }) => id).filter((id) => id !== reference)];
  return { ...list, loaded, reference, hidden };
}

export function withoutBenchmark(list: BenchmarkList, id: string): BenchmarkList {
  return {
    ...list,
    loaded: list.loaded.filter((each) => each.id !== id),
    hidden: list.hidden.filter((each) => each !== id),
    reference: list.reference === id ? null : list.reference,
  };
}

export function withBenchmark(
  list: BenchmarkList,
  id: string,
  changes: Partial<LoadedBenchmark>,
): BenchmarkList {
  return {
    ...list,
    loaded: list.loaded.map((each) => (each.id === id ? { ...each, ...changes } : each)),
  };
}

/** The list with another column of a file as the score of its leaderboard. */
export function withScore(list: BenchmarkList, id: string, score: string): BenchmarkList {
  const readings = list.loaded.find((each) => each.id === id)?.readings;
  const reading = readings?.find((each) => each.score === score);
  return reading ? withBenchmark(list, id, reading) : list;
}

/** @param model the name to use for `alias`; null takes the alias out */
export function withAlias(list: BenchmarkList, alias: string, model: string | null): BenchmarkList {
  const others = list.aliases.filter(([name]) => name !== alias);
  return { ...list, aliases: model === null ? others : [...others, [alias, model]] };
}
