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

/**
 * What a JSON file named on the command line holds.
 * @throws TouchstoneError `file-missing`, `no-json`
 */
export async function readJsonInput(path: string): Promise<unknown> {
  const text = await (await openInput(path)).text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TouchstoneError('no-json', `${path} is no JSON: ${(error as Error).message}.`);
  }
}
