import { TouchstoneError } from '../data';
import type { Aliases } from '../quality/leaderboard';
import type { FileRecord } from './file-record';
import { isUntypedRecord, textValue } from './record-value';

/**
 * Other names of models from the records of a table with the columns `alias` and `model` (the name
 * shared by benchmark and reference).
 * @throws TouchstoneError `alias-columns` where a row has not both
 */
export function readAliases(file: string, records: readonly FileRecord[]): Aliases {
  const aliases = new Map<string, string>();
  for (const { row, value } of records) {
    const alias = isUntypedRecord(value) ? textValue(value, 'alias', 'name', 'from') : null;
    const model = isUntypedRecord(value) ? textValue(value, 'model', 'to') : null;
    if (alias === null || model === null) {
      throw new TouchstoneError(
        'alias-columns',
        `${file}, row ${row}: give the columns \`alias\` (a name in a file) and \`model\` (the name to use for it).`,
      );
    }
    aliases.set(alias, model);
  }
  return aliases;
}
