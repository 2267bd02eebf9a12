import { promptBatches } from '../core/prompts/prompt-batches';
import { readPromptFile } from '../readers/prompt-file';
import type { PromptFileReader } from './prompt-file-reader';

/**
 * Reads where it is called. For the command line, which has no page to keep responsive; a page that
 * imported this would carry every parser twice.
 */
export const readHere: PromptFileReader = async (file, name, options, onPrompts, control) => {
  const { prompts, ...rest } = await readPromptFile(file, name, options, control);
  for (const batch of promptBatches(prompts)) onPrompts(batch);
  return rest;
};
