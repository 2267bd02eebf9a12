/** A benchmark's or a reference's row for one model, as published. Null where the file has none. */
export interface LeaderboardRow {
  readonly model: string;
  readonly score: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Of the score, in its unit squared. */
  readonly variance: number | null;
  readonly averageTokens: number | null;
  /** Average length in characters, where the file gives that (AlpacaEval). */
  readonly averageCharacters?: number;
  /** Bootstrap results; may be sorted within each model, so nothing joint may be read from them. */
  readonly results: readonly number[] | null;
}

/** Other names of models: from a name in any file to the name that they share. */
export type Aliases = ReadonlyMap<string, string>;

export interface MatchedModel {
  /** The shared name. */
  readonly model: string;
  readonly benchmark: LeaderboardRow;
  readonly reference: LeaderboardRow;
}

export interface Matched {
  readonly common: readonly MatchedModel[];
  /** Names as they stand in the files. */
  readonly onlyInBenchmark: readonly string[];
  readonly onlyInReference: readonly string[];
}

/** The row of each name, the first where several have it. */
export function firstRows(
  rows: readonly LeaderboardRow[],
  nameOf: (row: LeaderboardRow) => string,
): Map<string, LeaderboardRow> {
  const found = new Map<string, LeaderboardRow>();
  for (const row of rows) if (!found.has(nameOf(row))) found.set(nameOf(row), row);
  return found;
}

/**
 * Pairs up the rows of two leaderboards by name, after aliases; the first row of a name counts.
 * @returns common models in the benchmark's order
 */
export function matchModels(
  benchmark: readonly LeaderboardRow[],
  reference: readonly LeaderboardRow[],
  aliases: Aliases = new Map(),
): Matched {
  const sharedName = (row: LeaderboardRow) => aliases.get(row.model) ?? row.model;
  const left = firstRows(benchmark, sharedName);
  const right = firstRows(reference, sharedName);
  const common: MatchedModel[] = [];
  for (const [model, row] of left) {
    const other = right.get(model);
    if (other) common.push({ model, benchmark: row, reference: other });
  }
  const missing = (from: Map<string, LeaderboardRow>, other: Map<string, LeaderboardRow>) =>
    [...from].filter(([model]) => !other.has(model)).map(([, row]) => row.model);
  return { common, onlyInBenchmark: missing(left, right), onlyInReference: missing(right, left) };
}
