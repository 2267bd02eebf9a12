import { TouchstoneError, type RowError } from '../data';
import { categoryRows, readCategoryLeaderboard } from './category-leaderboard';
import type { FileRecord, RowFault } from './file-record';
import { readLeaderboard, type LeaderboardFile } from './leaderboard';
import { plainNames } from './plain-names';
import { isUntypedRecord, textValue } from './record-value';

/** One of the leaderboards of a file. */
export interface LeaderboardOfFile extends LeaderboardFile {
  /** Null where the file has no categories. */
  readonly category: string | null;
}

/**
 * The leaderboards of a file: one, or one for each category of a long table (a column `category`) or
 * of a wide one (a column of scores for each). Errors of rows stand with the first.
 * @throws TouchstoneError `no-leaderboard`
 */
export function readLeaderboards(
  file: string,
  records: readonly FileRecord[],
  faults: readonly RowFault[] = [],
): LeaderboardOfFile[] {
  const parts = new Map<string | null, FileRecord[]>();
  for (const record of records) {
    const category = categoryOf(record.value);
    const part = parts.get(category);
    if (part) part.push(record);
    else parts.set(category, [record]);
  }
  const categories = [...parts.keys()].filter((category) => category !== null);
  if (categories.length > 1) return readLong(file, parts, faults);
  try {
    return [{ ...readLeaderboard(file, records, faults), category: categories[0] ?? null }];
  } catch (error) {
    const wide = readWide(file, records);
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
      const board = readLeaderboard(file, part);
      boards.push({ ...board, errors: [], category });
      errors.push(...board.errors);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      failure ??= error;
      errors.push({ file, row: part[0].row, reason: `${category}: no row can be read` });
    }
  }
  if (boards.length === 0) throw failure;
  return boards.map((board, i) => (i === 0 ? { ...board, errors } : board));
}

/** None where no column holds scores by category. */
function readWide(file: string, records: readonly FileRecord[]): LeaderboardOfFile[] {
  try {
    const board = readCategoryLeaderboard(file, records);
    return board.categories.map((category, i) => ({
      ...{ file, category, sortedResults: false, rows: categoryRows(board, category) },
      errors: i === 0 ? board.errors : [],
    }));
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'no-category-leaderboard') return [];
    throw error;
  }
}
