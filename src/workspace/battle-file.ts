import { HUMAN_JUDGE } from '../core/judging/human-verdicts';
import type { BattleBlock } from '../core/ranking/battle-block';
import type { BattleFileRecord } from '../storage/database';

/** A file of battles on the page: its columns are in memory, its texts on the disk. */
export interface LoadedBattleFile extends BattleFileRecord {
  readonly blockList: readonly BattleBlock[];
}

/** What the battles of judge runs, or of a person, are called. @param source see BattleSink */
export function judgedFileName(source: string, title: string): string {
  return `${title} (${source.slice(0, 8)})`;
}

/** How the person's verdicts are titled, and the file that they stand in. */
export const HUMAN_TITLE = 'By hand';
export const HUMAN_FILE = judgedFileName(HUMAN_JUDGE, HUMAN_TITLE);

/** What of the file is stored as its record. */
export function recordOf({ blockList: _, ...record }: LoadedBattleFile): BattleFileRecord {
  return record;
}

/** The block with its models as the user calls them. */
export function withNames(
  block: BattleBlock,
  { renamed }: Pick<BattleFileRecord, 'renamed'>,
): BattleBlock {
  return renamed ? { ...block, models: block.models.map((name) => renamed[name] ?? name) } : block;
}

/** The file with one of its models called otherwise. */
export function withModelRenamed(
  file: LoadedBattleFile,
  from: string,
  to: string,
): LoadedBattleFile {
  const renamed = { ...file.renamed };
  const original = Object.keys(renamed).find((name) => renamed[name] === from) ?? from;
  renamed[original] = to;
  const change = { renamed: { [from]: to } };
  return { ...file, renamed, blockList: file.blockList.map((block) => withNames(block, change)) };
}
