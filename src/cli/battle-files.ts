import type { BattleFile } from '../core/formats/battle-file';
import { DEFAULT_READ_OPTIONS } from '../core/formats/battle-record';
import { readBattleFile } from '../readers/battle-file';
import { openInput } from './input-file';
import { tellRowErrors } from './row-errors';

/**
 * Reads files of battles one after another and tells what each gave, with the first bad rows.
 * @param baseline of the forms that don't name it
 * @throws TouchstoneError `file-missing`, and as `readBattleFile`
 */
export async function readBattleFiles(
  paths: readonly string[],
  baseline: string | undefined,
): Promise<BattleFile[]> {
  const files: BattleFile[] = [];
  for (const path of paths) {
    const options = { ...DEFAULT_READ_OPTIONS, ...(baseline !== undefined && { baseline }) };
    const file = await readBattleFile(await openInput(path), path, options);
    files.push(file);
    console.error(
      `touchstone: ${path}: ${file.form}, ${file.rows} rows, ${file.battles.length} battles.`,
    );
    const refused = Object.values(file.dropped).reduce((sum, each) => sum + each, 0);
    tellRowErrors(path, file.errors, refused);
  }
  return files;
}
