import type { Prompt } from '../core/data';
import type { ImportOptions } from '../core/prompts/import-options';
import type { Control } from '../engine/control';
import { callback, callWorker } from '../engine/worker-call';
import type { PromptFilePreview, ReadPrompts } from '../readers/prompt-file';
import type { ImportApi } from '../../workers/import';

/** What a file gave beside its prompts. */
export type ImportedFile = Omit<ReadPrompts, 'prompts'>;

/** Reads a file and hands its prompts on in batches. */
export type PromptFileReader = (
  file: Blob,
  name: string,
  options: ImportOptions,
  onPrompts: (batch: readonly Prompt[]) => void,
  control: Control,
) => Promise<ImportedFile>;

function spawn(): Worker {
  return new Worker(new URL('../../workers/import.ts', import.meta.url), { type: 'module' });
}

/** Reads in a worker of its own; the signal terminates it. For pages. */
export const readInWorker: PromptFileReader = (file, name, options, onPrompts, control) =>
  callWorker<ImportApi, 'importFile'>(
    spawn,
    'importFile',
    [file, name, options, callback(control.onProgress ?? (() => {})), callback(onPrompts)],
    control,
  );

/**
 * The beginning of a file, read in a worker, for the user to check before the import.
 * @throws TouchstoneError `empty-file`, `binary-file`, `damaged-file`, `no-sheet`, `no-prompts`
 */
export function previewPrompts(
  file: Blob,
  name: string,
  options: ImportOptions = {},
  control: Control = {},
): Promise<PromptFilePreview> {
  return callWorker<ImportApi, 'preview'>(spawn, 'preview', [file, name, options], control);
}
