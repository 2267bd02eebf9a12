import type { ImportApi } from '../../workers/import';
import type { Prompt } from '../core/data';
import type { AnswerFile } from '../core/formats/answer-file';
import { joinAnswers, type JoinedAnswers } from '../core/judging/joined-answers';
import { callback, callWorker } from '../engine/worker-call';
import type { Control } from '../engine/control';
import { spawnImporter } from './import-battles';

export interface ImportedAnswers extends JoinedAnswers, Pick<AnswerFile, 'form' | 'errors'> {}

/**
 * Reads a file of answers in a worker and joins them to the prompts.
 * @throws TouchstoneError as `readAnswerFile`
 */
export async function importAnswers(
  file: Blob,
  name: string,
  prompts: readonly Prompt[],
  control: Control = {},
): Promise<ImportedAnswers> {
  const { answers, form, errors } = await callWorker<ImportApi, 'importAnswers'>(
    spawnImporter,
    'importAnswers',
    [file, name, callback(control.onProgress ?? (() => {}))],
    control,
  );
  return { ...joinAnswers(answers, prompts), form, errors };
}
