import type { ImportApi } from '../../workers/import';
import type { LeaderboardOfFile } from '../core/formats/leaderboards-of-file';
import type { Control } from '../engine/control';
import { callWorker } from '../engine/worker-call';

const spawn = () =>
  new Worker(new URL('../../workers/import.ts', import.meta.url), { type: 'module' });

/**
 * Reads the leaderboards or bootstrap results of a file of any container in a worker.
 * @throws TouchstoneError as `openRecords`, and `no-leaderboard`
 */
export function loadLeaderboards(
  file: Blob,
  name: string,
  control: Control = {},
): Promise<LeaderboardOfFile[]> {
  return callWorker<ImportApi, 'leaderboards'>(spawn, 'leaderboards', [file, name], control);
}

/**
 * Reads a table of aliases (columns `alias`, `model`) in a worker.
 * @throws TouchstoneError as `openRecords`, and `alias-columns`
 */
export function loadAliases(
  file: Blob,
  name: string,
  control: Control = {},
): Promise<readonly (readonly [string, string])[]> {
  return callWorker<ImportApi, 'aliases'>(spawn, 'aliases', [file, name], control);
}
