import { openAsBlob, statSync } from 'node:fs';
import { TouchstoneError } from '../core/data';

/**
 * A file named on the command line.
 * @throws TouchstoneError `file-missing`
 */
export async function openInput(path: string): Promise<Blob> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new TouchstoneError('file-missing', `There is no file ${path}. Check the path.`);
  }
  return openAsBlob(path);
}
