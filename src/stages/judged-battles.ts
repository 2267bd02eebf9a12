import type { BattleRecord } from '../core/formats/battle-record';
import { handOnBattles } from '../readers/battle-blocks';
import type { BattleFileReader, BattleImportFile } from './import-battles';

/** The battles of a judge run as a source to import. */
export function judgedSource(
  name: string,
  battles: readonly BattleRecord[],
): BattleImportFile & { readonly read: BattleFileReader } {
  return {
    name,
    blob: new Blob([]),
    async read(_file, sink) {
      await handOnBattles(battles, name, sink);
      const { length } = battles;
      return {
        form: 'Judged here',
        rows: length,
        battles: length,
        dropped: {},
        errors: [],
        lengthUnit: 'tokens',
      };
    },
  };
}
