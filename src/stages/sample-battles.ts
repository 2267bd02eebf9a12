import type { Prompt } from '../core/data';
import type { LeaderboardRow } from '../core/quality/leaderboard';
import { simulatedReference, type SimulatedPrompt } from '../core/sample/simulate-judgments';
import { callback, callWorker } from '../engine/worker-call';
import type { ImportApi } from '../../workers/import';
import { spawnImporter, type BattleImportFile, type BattleFileReader } from './import-battles';

const SEED = 1;
const NAME = 'Simulated judgments';

function simulatedPrompts(prompts: readonly Prompt[]): SimulatedPrompt[] {
  return prompts.flatMap(({ id, fields, language }) =>
    typeof fields.category === 'string' ? [{ id, category: fields.category, language }] : [],
  );
}

/** The sample's battles as a source to import: simulated in a worker, without key or network. */
export function sampleBattles(
  prompts: readonly Prompt[],
  explanations: Blob,
): BattleImportFile & { readonly simulated: true; readonly read: BattleFileReader } {
  const sample = simulatedPrompts(prompts);
  return {
    name: NAME,
    blob: explanations,
    simulated: true,
    async read({ name, blob }, sink, control) {
      const battles = await callWorker<ImportApi, 'simulateBattles'>(
        spawnImporter,
        'simulateBattles',
        [
          blob,
          name,
          sample,
          SEED,
          callback(sink.prompts),
          callback(sink.block),
          callback(sink.texts),
        ],
        control,
      );
      return {
        form: 'Declared simulator',
        rows: battles,
        battles,
        answered: 0,
        dropped: {},
        errors: [],
        lengthUnit: 'tokens',
      };
    },
  };
}

/** The simulated models' true strengths on these prompts, as a reference leaderboard. */
export function sampleReference(prompts: readonly Prompt[]): readonly LeaderboardRow[] {
  return simulatedReference(simulatedPrompts(prompts));
}
