import { TouchstoneError, type Prompt, type RowError, type Vectors } from '../core/data';
import type { ImportOptions } from '../core/prompts/import-options';
import { MergedColumns } from '../core/prompts/merged-columns';
import { ID_FIELD, PromptMerger } from '../core/prompts/merge-prompts';
import { promptBatches } from '../core/prompts/prompt-batches';
import { joinVectors, type VectorPart } from '../core/vectors/join-vectors';
import type { Control } from '../engine/control';
import { pause } from './pause';
import { readInWorker, type ImportedFile, type PromptFileReader } from './prompt-file-reader';

/** More are counted. */
const MAX_NAMED_COLUMNS = 5;

export interface ImportFile {
  readonly name: string;
  readonly blob: Blob;
  readonly options?: ImportOptions;
}

export interface ImportSettings {
  /** Prompts of the workspace, which stay as they are but for their counts. */
  readonly existing?: readonly Prompt[];
  /** Vectors that came with the existing prompts, one row each; null where a model embeds them. */
  readonly given?: Vectors | null;
  /** Default: in a worker. */
  readonly read?: PromptFileReader;
}

/** What one of the files gave. */
export interface ImportedSource extends ImportedFile {
  readonly name: string;
  /** Index in the result of each of the file's prompts, in the order of its vectors and positions. */
  readonly indices: readonly number[];
}

export interface ImportResult {
  /** All prompts of the workspace: the existing ones first, in their order, then the new ones. */
  readonly prompts: readonly Prompt[];
  readonly added: number;
  /** Prompts that were in the workspace, or in an earlier file, already. */
  readonly duplicates: number;
  /** Unit vectors of all prompts, where every one of them came with one from a file; else null. */
  readonly vectors: Vectors | null;
  readonly sources: readonly ImportedSource[];
  /** Bad rows of all files; what concerns a whole file stands as row 0. */
  readonly errors: readonly RowError[];
  /** What the import did, in a sentence. */
  readonly summary: string;
}

async function mergerOf(existing: readonly Prompt[], signal?: AbortSignal): Promise<PromptMerger> {
  const merger = new PromptMerger();
  for (const batch of promptBatches(existing)) {
    merger.keep(batch);
    await pause();
    signal?.throwIfAborted();
  }
  return merger;
}

/** The prompts and later ones, merged as an import does; the same list where there are none. */
export async function appendPrompts(
  prompts: readonly Prompt[],
  later: readonly Prompt[],
): Promise<readonly Prompt[]> {
  if (later.length === 0) return prompts;
  const merger = await mergerOf(prompts);
  merger.add(later);
  return merger.result().prompts;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

/** The columns that prompts took over, and how many prompts did, in words. */
function takenOver(merges: readonly MergedColumns[]): string[] {
  const columns = [...new Set(merges.flatMap(({ completing }) => completing))];
  if (columns.length === 0) return [];
  const prompts = merges.reduce((sum, { completed }) => sum + completed, 0);
  const named =
    columns.length > MAX_NAMED_COLUMNS
      ? `${counted(columns.length, 'column')} of them`
      : `their ${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')}`;
  return [`took ${named} over for ${counted(prompts, 'prompt')} without a value there`];
}

function summaryOf(
  added: number,
  duplicates: number,
  sources: readonly ImportedSource[],
  merges: readonly MergedColumns[],
): string {
  const sum = (of: (source: ImportedSource) => number) => sources.reduce((n, s) => n + of(s), 0);
  const merged = duplicates + sum((source) => source.merged);
  const notDrawn = sum((source) => source.distinct - source.indices.length);
  const badRows = sum((source) => source.badRows);
  const parts = [
    `Added ${counted(added, 'prompt')} from ${sources.map(({ name }) => name).join(', ')}`,
    ...(merged > 0 ? [`merged ${counted(merged, 'exact duplicate')}`] : []),
    ...takenOver(merges),
    ...(notDrawn > 0 ? [`left out ${counted(notDrawn, 'prompt')} by the subsample`] : []),
    ...(badRows > 0 ? [`left out ${counted(badRows, 'bad row')}`] : []),
  ];
  return `${parts.join('; ')}.`;
}

function renamedNotice(file: string, count: number): RowError[] {
  if (count === 0) return [];
  const bear = count === 1 ? 'prompt bears an id that stands' : 'prompts bear ids that stand';
  const reason = `${count.toLocaleString()} ${bear} for another text in this workspace; given an id of the text, with the file’s own as the field "${ID_FIELD}". Labels and answers that name the file’s ids reach the other prompts`;
  return [{ file, row: 0, reason }];
}

/**
 * Imports files of prompts, one after another, and merges them into the workspace's prompts.
 * Progress is in bytes over all files. One unreadable file among several is listed as an error and
 * the others come in; where none gives a prompt, the first file's error is thrown.
 * @throws TouchstoneError of the reader (`empty-file`, `binary-file`, `no-prompts`, …), `no-file`; AbortError
 */
export async function importPrompts(
  files: readonly ImportFile[],
  { existing = [], given = null, read = readInWorker }: ImportSettings = {},
  control: Control = {},
): Promise<ImportResult> {
  if (files.length === 0) throw new TouchstoneError('no-file', 'No file was chosen.');
  const merger = await mergerOf(existing, control.signal);
  const total = files.reduce((sum, { blob }) => sum + blob.size, 0);
  const parts: VectorPart[] = given ? [{ vectors: given, indices: [...existing.keys()] }] : [];
  const sources: ImportedSource[] = [];
  const errors: RowError[] = [];
  const merges: MergedColumns[] = [];
  let failure: TouchstoneError | null = null;
  let before = 0;
  for (const { name, blob, options = {} } of files) {
    const onProgress = ({ done }: { readonly done: number }) =>
      control.onProgress?.({ done: before + done, total });
    const indices: number[] = [];
    const renamed = merger.renamed;
    const merged = new MergedColumns();
    merges.push(merged);
    const take = (batch: readonly Prompt[]) => void indices.push(...merger.add(batch, merged));
    try {
      const file = await read(blob, name, options, take, { signal: control.signal, onProgress });
      sources.push({ ...file, name, indices });
      errors.push(...file.errors);
      errors.push(...renamedNotice(name, merger.renamed - renamed));
      for (const reason of merged.conflicts()) errors.push({ file: name, row: 0, reason });
      if (file.vectors) parts.push({ vectors: file.vectors, indices });
    } catch (error) {
      if (!(error instanceof TouchstoneError) || indices.length > 0) throw error;
      failure ??= error;
      errors.push({ file: name, row: 0, reason: error.message });
    }
    before += blob.size;
  }
  if (sources.length === 0 && failure) throw failure;
  const { prompts, duplicates } = merger.result();
  const { vectors, reason } = joinVectors(prompts.length, parts);
  if (reason) errors.push({ file: sources.map(({ name }) => name).join(', '), row: 0, reason });
  const added = prompts.length - existing.length;
  const summary = summaryOf(added, duplicates, sources, merges);
  return { prompts, added, duplicates, vectors, sources, errors, summary };
}
