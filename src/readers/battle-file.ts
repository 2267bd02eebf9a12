import { TouchstoneError } from '../core/data';
import { readLeaderboards, type LeaderboardOfFile } from '../core/formats/leaderboards-of-file';
import { BattleCollector } from '../core/formats/battle-file';
import type { BattleFile } from '../core/formats/battle-file';
import type { BattleReadOptions } from '../core/formats/battle-record';
import { readLeaderboard } from '../core/formats/leaderboard';
import type { LeaderboardChoice, LeaderboardFile } from '../core/formats/leaderboard';
import type { FileRecord, RecordBatch, RowFault } from '../core/formats/file-record';
import { parseLlmComparator } from '../core/formats/llm-comparator';
import type { Control } from '../engine/control';
import { gather, inflatedChunks } from './file-bytes';
import { openRecords } from './record-source';

/**
 * Reads a file of judgments or battles, of any container (JSONL, JSON, CSV, Parquet, Excel, gzip)
 * and form, both told by its content. Memory: the battles, and a chunk of the file.
 * @throws TouchstoneError as `openRecords`, and `no-battle-form`
 */
export async function readBattleFile(
  file: Blob,
  name: string,
  options?: BattleReadOptions,
  control: Control = {},
): Promise<BattleFile> {
  const source = await openRecords(file, name, {}, control);
  const collector = new BattleCollector(name, options);
  if (source.kind === 'json') {
    // Read as records, the one object of such a file would lose the models' names.
    const whole = parseLlmComparator(await wholeText(file, name, source.compressed));
    if (whole) {
      collector.add(whole);
      return collector.finish();
    }
  }
  for await (const batch of source.batches) collector.add(batch);
  return collector.finish();
}

/** A packed file that breaks off has no whole text: its readable records come in one by one. */
async function wholeText(file: Blob, name: string, compressed: boolean): Promise<string> {
  if (!compressed) return file.text();
  try {
    return await (await gather(inflatedChunks(file, name))).text();
  } catch (error) {
    if (error instanceof TouchstoneError && error.code === 'damaged-file') return '';
    throw error;
  }
}

/**
 * Reads a leaderboard (table or bootstrap results) of any container.
 * @throws TouchstoneError as `openRecords`, and `no-leaderboard`
 */
export async function readLeaderboardFile(
  file: Blob,
  name: string,
  control: Control = {},
  choice: LeaderboardChoice = {},
): Promise<LeaderboardFile> {
  const { records, faults } = await allRecords(file, name, control);
  return readLeaderboard(name, records, faults, choice);
}

/**
 * Reads all leaderboards of a file: one, or one for each of its categories.
 * @throws TouchstoneError as `openRecords`, and `no-leaderboard`
 */
export async function readLeaderboardsFile(
  file: Blob,
  name: string,
  choice: LeaderboardChoice = {},
): Promise<LeaderboardOfFile[]> {
  const { records, faults } = await allRecords(file, name, {});
  return readLeaderboards(name, records, faults, choice);
}

/**
 * The records of a small table, such as one of aliases.
 * @throws TouchstoneError as `openRecords`
 */
export async function readTable(file: Blob, name: string): Promise<readonly FileRecord[]> {
  return (await allRecords(file, name, {})).records;
}

async function allRecords(file: Blob, name: string, control: Control): Promise<RecordBatch> {
  const source = await openRecords(file, name, {}, control);
  const records: FileRecord[] = [];
  const faults: RowFault[] = [];
  for await (const batch of source.batches) {
    records.push(...batch.records);
    faults.push(...batch.faults);
  }
  return { records, faults };
}
