import { TouchstoneError, type Prompt, type Vectors } from '../core/data';
import { joinVectors } from '../core/vectors/join-vectors';
import { readNpy } from '../core/vectors/npy';
import type { Control } from '../engine/control';
import { isNpy } from '../readers/npy-signature';
import { importPrompts, type ImportFile, type ImportResult } from './import-prompts';
import { readInWorker, type ImportedFile, type PromptFileReader } from './prompt-file-reader';

export { isNpy };

function countError(name: string, vectors: Vectors, wanted: string): TouchstoneError {
  return new TouchstoneError(
    'vector-count',
    `${name} holds ${vectors.count} vectors, but ${wanted}. Drop the vectors together with the file of prompts that they were made from, in the same order.`,
  );
}

/** The array's row of each prompt: it has one for every row of the file, or for every different prompt. */
function arrayRows(count: number, file: ImportedFile): Int32Array | null {
  if (count === file.totalRows) return file.positions;
  return count === file.distinct ? file.distinctPositions : null;
}

/** Reads prompts with the rows of an array beside them as their vectors. */
function readWithArray(
  array: Vectors,
  arrayName: string,
  read: PromptFileReader,
): PromptFileReader {
  return async (file, name, ...rest) => {
    const imported = await read(file, name, ...rest);
    const rows = arrayRows(array.count, imported);
    if (rows === null) {
      const { totalRows, distinct, badRows } = imported;
      const bad = badRows > 0 ? `, ${badRows} of them bad,` : '';
      const wanted = `${name} has ${totalRows} rows${bad} and ${distinct} different prompts`;
      throw countError(arrayName, array, wanted);
    }
    const { dim } = array;
    const data = new Float32Array(rows.length * dim);
    rows.forEach((row, i) => data.set(array.data.subarray(row * dim, (row + 1) * dim), i * dim));
    return { ...imported, vectors: { data, count: rows.length, dim } };
  };
}

/**
 * Adds files to a workspace: prompts, with vectors that stand in them or in a `.npy` beside them; or
 * a `.npy` alone, a row for each prompt that is there. An array beside a file has a row for each of
 * its rows, bad ones too, or for each of its different prompts, as `touchstone embed` writes it.
 * @throws {TouchstoneError} as `importPrompts` and `readNpy`; `vector-count`, `one-array`
 */
export async function addFiles(
  files: readonly ImportFile[],
  existing: readonly Prompt[],
  given: Vectors | null,
  control: Control = {},
  read: PromptFileReader = readInWorker,
): Promise<Pick<ImportResult, 'prompts' | 'vectors' | 'errors' | 'summary'>> {
  const areArrays = await Promise.all(files.map(({ blob }) => isNpy(blob)));
  const arrays = files.filter((_, i) => areArrays[i]);
  const promptFiles = files.filter((_, i) => !areArrays[i]);
  if (arrays.length === 0) return importPrompts(files, { existing, given, read }, control);
  if (arrays.length > 1 || promptFiles.length > 1) {
    throw new TouchstoneError(
      'one-array',
      'Drop one file of vectors with the one file of prompts that it belongs to.',
    );
  }
  const [{ name, blob }] = arrays;
  const array = readNpy(new Uint8Array(await blob.arrayBuffer()), name);
  if (promptFiles.length === 1) {
    const withArray = readWithArray(array, name, read);
    return importPrompts(promptFiles, { existing, given, read: withArray }, control);
  }
  if (array.count !== existing.length) {
    throw countError(name, array, `the workspace has ${existing.length} prompts`);
  }
  const { vectors } = joinVectors(array.count, [{ vectors: array, indices: [...existing.keys()] }]);
  return { prompts: existing, vectors, errors: [], summary: `Vectors taken from ${name}.` };
}
