import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { TouchstoneError } from '../core/data';

/**
 * Refuses a file that could not be written, before anything is paid for it.
 * @param path null for none
 * @throws TouchstoneError `no-folder`
 */
export function checkOutput(path: string | null | undefined): void {
  if (path == null) return;
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new TouchstoneError(
    'no-folder',
    `${path} can't be written, as there is no folder ${folder}. Make it, or give another path.`,
  );
}
