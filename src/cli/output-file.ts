import { accessSync, constants, openAsBlob, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TouchstoneError } from '../core/data';

type Path = string | null | undefined;

/** Names that are told of an earlier file. */
const MAX_NAMED = 5;

/**
 * Refuses files that could not be written, or would take the place of one that is read, before
 * anything is paid for them.
 * @param outputs null for none
 * @throws TouchstoneError `no-folder`, `no-output`, `same-file`
 */
export function checkOutputs(outputs: readonly Path[], inputs: readonly Path[]): void {
  const read = new Map(inputs.filter(isGiven).map((path) => [placeOf(path), path]));
  for (const path of outputs.filter(isGiven)) {
    checkWritable(path);
    const place = placeOf(path);
    const other = read.get(place);
    if (other !== undefined)
      throw new TouchstoneError(
        'same-file',
        `${path} can't be written, as it is also given as ${other}. Give another path.`,
      );
    read.set(place, 'another output');
  }
}

const isGiven = (path: Path): path is string => path != null;

function checkWritable(path: string): void {
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new TouchstoneError(
      'no-folder',
      `${path} can't be written, as there is no folder ${folder}. Make it, or give another path.`,
    );
  const found = statSync(path, { throwIfNoEntry: false });
  try {
    if (found?.isDirectory()) throw new Error('it is a folder');
    accessSync(found ? path : folder, constants.W_OK);
  } catch (error) {
    throw new TouchstoneError(
      'no-output',
      `${path} can't be written: ${(error as Error).message}. Give another path.`,
    );
  }
}

/** The same for all names of a file, there or not. */
function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(placeOf(folder), basename(path));
  }
}

/** What the rows of an output are of. */
export interface OutputContents {
  /** As a message calls them. */
  readonly what: string;
  /** That this command writes. */
  readonly names: readonly string[];
  /** Those in a file that is there. @throws TouchstoneError where it is another kind of file */
  read(file: Blob, path: string): Promise<readonly string[]>;
}

/**
 * Refuses to take the place of a file that this command would not write again: results of other
 * models, or something else altogether. What it wrote before it replaces.
 * @throws TouchstoneError `other-results`
 */
export async function checkEarlier(path: Path, contents: OutputContents): Promise<void> {
  const found = path == null ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path == null || !found?.isFile() || found.size === 0) return;
  const { what, names, read } = contents;
  const held = await read(await openAsBlob(path), path).catch((error: unknown) => {
    if (error instanceof TouchstoneError) return null;
    throw error;
  });
  const others = [...new Set(held)].filter((name) => !names.includes(name));
  if (held !== null && others.length === 0) return;
  const listed = others.slice(0, MAX_NAMED).join(', ') + (others.length > MAX_NAMED ? ', …' : '');
  throw new TouchstoneError(
    'other-results',
    `${path} is there already and holds ${held === null ? `something else than ${what}` : `${what} of ${listed}`}, which this command would not write again. Give another --out, or delete that file.`,
  );
}

/**
 * Writes results in place of an earlier file and says so; leaves it as it is where there are none.
 * @param said of the results, as the end of a line
 * @param problem that cut the run short; thrown in the end
 * @throws TouchstoneError `problem`, or `no-results`
 */
export function writeResults(
  path: string,
  rows: readonly unknown[],
  text: () => string,
  said: string,
  problem: TouchstoneError | null,
): void {
  if (rows.length > 0) {
    const replaces = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    writeFileSync(path, text());
    console.log(`${path}${replaces ? ', replaced' : ''}: ${said}`);
  } else {
    const nothing = `${path} was not written: ${said}`;
    if (!problem) throw new TouchstoneError('no-results', nothing);
    console.error(`touchstone: ${nothing}`);
  }
  if (problem) throw problem;
}
