import { AnswerCollector } from '../core/formats/answer-file';
import type { AnswerFile } from '../core/formats/answer-file';
import type { Control } from '../engine/control';
import { openRecords } from './record-source';

/**
 * Reads a file of answers, of any container and form, both told by its content.
 * @throws TouchstoneError as `openRecords`, and `no-answer-form`
 */
export async function readAnswerFile(
  file: Blob,
  name: string,
  control: Control = {},
): Promise<AnswerFile> {
  const source = await openRecords(file, name, {}, control);
  const collector = new AnswerCollector(name);
  for await (const batch of source.batches) collector.add(batch);
  return collector.finish();
}
