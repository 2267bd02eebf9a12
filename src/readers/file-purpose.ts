import { TouchstoneError } from '../core/data';
import { isBattleRecord, leavesOptions } from '../core/formats/battle-file';
import type { FileRecord } from '../core/formats/file-record';
import { scoreColumns } from '../core/formats/leaderboard';
import { readLeaderboards } from '../core/formats/leaderboards-of-file';
import { parseLlmComparator } from '../core/formats/llm-comparator';
import { plainNames } from '../core/formats/plain-names';
import { isUntypedRecord } from '../core/formats/record-value';
import { asObject, detectPromptColumn } from '../core/prompts/prompt-column';
import { isNpy } from './npy-signature';
import { openRecords } from './record-source';

/** What a dropped file is for; `judgments` are battles whose form leaves open how they count. */
export type FilePurpose = 'vectors' | 'battles' | 'judgments' | 'leaderboard' | 'prompts';

const RECORDS_LOOKED_AT = 20;
/** A file of one JSON object is told by its beginning: members may come in any order, texts are long. */
const COMPARATOR_HEAD_BYTES = 4096;

/**
 * What a file holds, by its content: an array of vectors, battles or judgments, a leaderboard or
 * bootstrap results, else prompts (whose reader says what is wrong with anything else).
 */
export async function filePurpose(file: Blob, name: string): Promise<FilePurpose> {
  if (await isNpy(file)) return 'vectors';
  if (await isComparatorFile(file)) return 'battles';
  const records = await firstRecords(file, name);
  if (records.some(({ value }) => leavesOptions(value))) return 'judgments';
  if (records.some(({ value }) => isBattleRecord(value))) return 'battles';
  const objects = records.map(({ value }) => asObject(value)).filter((each) => each !== null);
  if (detectPromptColumn(objects) === null && isLeaderboard(records)) return 'leaderboard';
  return 'prompts';
}

async function isComparatorFile(file: Blob): Promise<boolean> {
  const beginning = (await file.slice(0, COMPARATOR_HEAD_BYTES).text()).trimStart();
  if (!beginning.startsWith('{') || !/"(?:metadata|models|examples)"/.test(beginning)) return false;
  return parseLlmComparator(await file.text()) !== null;
}

async function firstRecords(file: Blob, name: string): Promise<FileRecord[]> {
  const records: FileRecord[] = [];
  try {
    const source = await openRecords(file, name, { limit: RECORDS_LOOKED_AT });
    for await (const batch of source.batches) {
      records.push(...batch.records.slice(0, RECORDS_LOOKED_AT));
      if (records.length >= RECORDS_LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
  }
  return records;
}

/**
 * Scores may be unreadable in any number of rows where a column is named as the models'; without
 * one, such a table may be anything.
 */
function isLeaderboard(records: readonly FileRecord[]): boolean {
  const hasModels = records.some(
    ({ value }) => isUntypedRecord(value) && 'model' in plainNames(value),
  );
  if (!hasModels && scoreColumns(records).length === 0) return false;
  try {
    const rows = readLeaderboards('', records).flatMap((board) => board.rows);
    return hasModels || rows.length * 2 >= records.length;
  } catch {
    return false;
  }
}
