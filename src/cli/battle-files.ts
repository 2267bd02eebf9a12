import type { BattleFile } from '../core/formats/battle-file';
import { DEFAULT_READ_OPTIONS } from '../core/formats/battle-record';
import type { BattleReadOptions } from '../core/formats/battle-record';
import { readBattleFile } from '../readers/battle-file';
import { openInput } from './input-file';
import { tellRowErrors } from './row-errors';

/**
 * Reads files of battles one after another and tells what each gave, with the first bad rows.
 * @param given how judgments count whose form does not say it; Arena-Hard's way where left out
 * @throws TouchstoneError `file-missing`, and as `readBattleFile`
 */
export async function readBattleFiles(
  paths: readonly string[],
  given: {
    readonly baseline?: string | undefined;
    readonly bigWinWeight?: number | null;
  },
): Promise<BattleFile[]> {
  const files: BattleFile[] = [];
  const { baseline, bigWinWeight } = DEFAULT_READ_OPTIONS;
  const options: BattleReadOptions = {
    baseline: given.baseline ?? baseline,
    bigWinWeight: given.bigWinWeight ?? bigWinWeight,
  };
  for (const path of paths) {
    const file = await readBattleFile(await openInput(path), path, options);
    files.push(file);
    console.error(
      `touchstone: ${path}: ${file.form}, ${file.rows} rows, ${file.battles.length} battles.`,
    );
    if (file.assumed.baseline !== undefined && given.baseline === undefined) {
      console.error(
        `touchstone: ${path}: the file names no baseline; ${file.assumed.baseline} is assumed (--baseline M says another).`,
      );
    }
    const refused = Object.values(file.dropped).reduce((sum, each) => sum + each, 0);
    tellRowErrors(path, file.errors, refused);
  }
  return files;
}
