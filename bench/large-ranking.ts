import { openAsBlob, statSync } from 'node:fs';
import { indexBattles } from '../src/core/ranking/battle-index';
import { rankModels } from '../src/core/ranking/rank-models';
import { readBattleFile } from '../src/readers/battle-file';
import { printFigures } from './figures';

const ROUNDS = 100;

/**
 * From a file of battles to its leaderboard, in a process of its own: time and memory. `ranking` runs
 * it on a million battles; argument: the file.
 */
export async function run([path]: string[]): Promise<void> {
  if (!path) {
    console.log('Usage: npm run bench -- large-ranking BATTLES.csv');
    return;
  }
  const started = performance.now();
  const { battles } = await readBattleFile(await openAsBlob(path), path);
  const read = performance.now();
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  rankModels(index, {
    baseline: null,
    anchor: 'mean',
    rounds: ROUNDS,
    interval: 0.95,
    seed: 1,
    unit: 'prompts',
  });
  const ranked = performance.now();
  const seconds = (milliseconds: number) => ({ value: milliseconds / 1000, unit: 's', digits: 1 });
  printFigures(`File to leaderboard: ${index.count} battles of ${index.models.length} models`, [
    { what: 'file', value: statSync(path).size / 1e6, unit: 'MB' },
    { what: 'read', ...seconds(read - started) },
    { what: `ranked with ${ROUNDS} rounds`, ...seconds(ranked - read) },
    { what: 'together', ...seconds(ranked - started) },
    {
      what: 'memory, most resident',
      value: process.resourceUsage().maxRSS / 1e3,
      unit: 'MB',
      digits: 0,
    },
  ]);
}
