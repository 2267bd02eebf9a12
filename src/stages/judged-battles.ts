import type { BattleRecord } from '../core/formats/battle-record';
import { handOnBattles } from '../readers/battle-blocks';
import type { BattleFileReader } from './import-battles';

/** Battles of a judge run as a source to import: they are here already, with their answers, measured. */
export function judgedBattleReader(battles: readonly BattleRecord[]): BattleFileReader {
  return async ({ name }, sink) => {
    await handOnBattles(battles, name, sink);
    return {
      form: 'Judge run',
      rows: battles.length,
      battles: battles.length,
      answered: 0,
      dropped: {},
      errors: [],
      lengthUnit: 'tokens',
    };
  };
}
