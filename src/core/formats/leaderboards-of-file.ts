import { TouchstoneError, type RowError } from '../data';
import { isBattleRecord } from './battle-file';
import { readWideLeaderboard } from './category-leaderboard';
import type { FileRecord, RowFault } from './file-record';
import {
  readLeaderboard,
  scoreColumns,
  type LeaderboardChoice,
  type LeaderboardFile,
} from './leaderboard';
import { plainNames } from './plain-names';
import { isUntypedRecord, textValue } from './record-value';

/** One of the leaderboards of a file. */
export interface LeaderboardOfFile extends LeaderboardFile {
  /** Null where the file has no categories. */
  readonly category: string | null;
}

/**
 * The leaderboards of a file: one, or one for each category of a long table (a column `category`) or
 * of a wide one (a column of scores for each, and none that is named as the score of the whole).
 * What belongs to no category stands with the errors of the first.
 * @throws TouchstoneError `no-leaderboard`
 */
export function readLeaderboards(
  file: string,
  records: readonly FileRecord[],
  faults: readonly RowFault[] = [],
  choice: LeaderboardChoice = {},
): LeaderboardOfFile[] {
  if (records.some(({ value }) => isBattleRecord(value))) {
    throw new TouchstoneError(
      'no-leaderboard',
      `${file} holds battles or judgments, not a leaderboard. Rank them first, and save the leaderboard.`,
    );
  }
  const parts = new Map<string | null, FileRecord[]>();
  for (const record of records) {
    const category = categoryOf(record.value);
    const part = parts.get(category);
    if (part) part.push(record);
    else parts.set(category, [record]);
  }
  const categories = [...parts.keys()].filter((category) => category !== null);
  if (categories.length > 1) return readLong(file, parts, faults, choice);
  try {
    const board = readLeaderboard(file, records, faults, choice);
    return [{ ...board, category: categories[0] ?? null }];
  } catch (error) {
    const wide = scoreColumns(records).length === 0 ? readWide(file, records, faults) : [];
    if (wide.length === 0) throw error;
    return wide;
  }
}

function categoryOf(value: unknown): string | null {
  return isUntypedRecord(value) ? textValue(plainNames(value), 'category') : null;
}

function readLong(
  file: string,
  parts: ReadonlyMap<string | null, readonly FileRecord[]>,
  faults: readonly RowFault[],
  choice: LeaderboardChoice,
): LeaderboardOfFile[] {
  const boards: LeaderboardOfFile[] = [];
  const errors: RowError[] = faults.map((fault) => ({ file, ...fault }));
  let failure: unknown = null;
  for (const [category, part] of parts) {
    if (category === null) {
      errors.push(...part.map(({ row }) => ({ file, row, reason: 'no `category`' })));
      continue;
    }
    try {
      boards.push({ ...readLeaderboard(file, part, [], choice), category });
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      failure ??= error;
      errors.push({ file, row: part[0].row, reason: `${category}: no row can be read` });
    }
  }
  if (boards.length === 0) throw failure;
  return withErrors(boards, errors);
}

/** None where no column holds scores by category. */
function readWide(
  file: string,
  records: readonly FileRecord[],
  faults: readonly RowFault[],
): LeaderboardOfFile[] {
  const { boards, errors } = readWideLeaderboard(file, records);
  const found = [...boards].filter(([, rows]) => rows.length > 0);
  return withErrors(
    found.map(([category, rows]) => ({
      ...{ file, category, rows, errors: [], score: category },
      ...{ readings: [], sortedResults: false },
    })),
    [...faults.map((fault) => ({ file, ...fault })), ...errors],
  );
}

function withErrors(
  boards: readonly LeaderboardOfFile[],
  errors: readonly RowError[],
): LeaderboardOfFile[] {
  return boards.map((board, i) =>
    i === 0 ? { ...board, errors: [...errors, ...board.errors] } : board,
  );
}
