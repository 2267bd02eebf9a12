import { openAsBlob, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { TouchstoneError } from '../core/data';
import { decodeTextFile } from '../core/formats/text-encoding';
import { openRecords } from '../readers/record-source';

/**
 * A file named on the command line.
 * @throws TouchstoneError `file-missing`
 */
export async function openInput(path: string): Promise<Blob> {
  requireFile(path);
  return openAsBlob(path);
}

/**
 * The bytes of a file named on the command line.
 * @throws TouchstoneError `file-missing`
 */
export function readInput(path: string): Buffer<ArrayBuffer> {
  requireFile(path);
  return readFileSync(path);
}

/**
 * The text of a file named on the command line, in the encoding that its bytes tell.
 * @throws TouchstoneError `file-missing`
 */
export function readTextInput(path: string): string {
  return decodeTextFile(readInput(path));
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

/**
 * What a JSON file named on the command line holds, in the encoding that its bytes tell; null for
 * one that is no JSON.
 * @throws TouchstoneError `file-missing`
 */
export function jsonOrNull(path: string): unknown {
  try {
    return JSON.parse(readTextInput(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/**
 * The records of a file of any kind, as they stand there; null for a row that can't be read.
 * @throws TouchstoneError as `openRecords`
 */
export async function readRecordValues(file: Blob, path: string): Promise<unknown[]> {
  const values: unknown[] = [];
  const { batches } = await openRecords(file, basename(path));
  for await (const { records, faults } of batches)
    values.push(...records.map(({ value }) => value), ...faults.map(() => null));
  return values;
}

function requireFile(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new TouchstoneError('file-missing', `There is no file ${path}. Check the path.`);
  }
}
