import { basename } from 'node:path';
import { TouchstoneError, type FieldValue, type Prompt } from '../core/data';
import { highestScore } from '../core/labels/imported-scores';
import { TAG_FIELDS } from '../core/labels/imported-tags';
import { idsByAlias } from '../core/prompts/prompt-aliases';
import { asObject } from '../core/prompts/prompt-column';
import { readId } from '../core/prompts/prompt-ids';
import { recordFields } from '../core/prompts/record-fields';
import { openRecords } from '../readers/record-source';
import { openInput } from './input-file';

export interface TaggedPrompts {
  /** In the same order, the tags among their fields. */
  readonly prompts: readonly Prompt[];
  /** Criteria scores of the files; null where they hold none. */
  readonly scores: FileScores | null;
}

export interface FileScores {
  readonly byPrompt: ReadonlyMap<string, number>;
  /** How many criteria they are of. */
  readonly highest: number;
}

/**
 * Prompts with the tags of files that `touchstone tag` wrote; those of a later file count before those
 * of an earlier one, and all before the columns of the prompts. Rows without a prompt are counted on
 * the error stream.
 * @throws TouchstoneError `file-missing`, `tag-file` where a file holds no tag of these prompts, or
 * scores of other numbers of criteria
 */
export async function joinTagFiles(
  prompts: readonly Prompt[],
  paths: readonly string[],
): Promise<TaggedPrompts> {
  const rowOf = new Map(prompts.map(({ id }, row) => [id, row]));
  const aliases = idsByAlias(prompts);
  const tagged = [...prompts];
  const byPrompt = new Map<string, number>();
  let highest: number | null = null;
  for (const path of paths) {
    let unmatched = 0;
    let matched = 0;
    for (const [key, tags] of await readTags(path)) {
      const id = aliases.get(key) ?? key;
      const row = rowOf.get(id);
      if (row === undefined) {
        unmatched++;
        continue;
      }
      matched++;
      tagged[row] = { ...tagged[row], fields: { ...tagged[row].fields, ...tags } };
      if (typeof tags.score !== 'number') continue;
      const of = highestScore(tags);
      if (of === null) continue;
      if (highest !== null && highest !== of)
        throw new TouchstoneError(
          'tag-file',
          `${path} holds scores by ${of} criteria beside others by ${highest}, which can't be compared. Give the tags of one list of criteria.`,
        );
      highest = of;
      byPrompt.set(id, tags.score);
    }
    if (matched === 0)
      throw new TouchstoneError(
        'tag-file',
        `${path} holds no tag of the prompts here${unmatched > 0 ? `: none of its ${unmatched} ids is among them` : ''}. Give what "touchstone tag" wrote for the same prompts.`,
      );
    if (unmatched > 0)
      console.error(
        `touchstone: ${path}: ${unmatched} rows are of prompts that are not in the file of prompts; they were left out.`,
      );
  }
  return { prompts: tagged, scores: highest === null ? null : { byPrompt, highest } };
}

/** The tags of a file by the id in its column `id`; rows without an id or a tag hold none. */
async function readTags(path: string): Promise<Map<string, Record<string, FieldValue>>> {
  const found = new Map<string, Record<string, FieldValue>>();
  const { batches } = await openRecords(await openInput(path), basename(path));
  for await (const { records, faults } of batches) {
    for (const { row, reason } of faults)
      console.error(`touchstone: ${path}, row ${row}: ${reason}`);
    for (const { row, value } of records) {
      const record = asObject(value) ?? {};
      const id = readId(record.id);
      const told = Object.entries(record).filter(([name]) => TAG_FIELDS.includes(name));
      if (id !== null && told.length > 0)
        found.set(id, recordFields(Object.fromEntries(told), new Set()));
      else
        console.error(
          `touchstone: ${path}, row ${row}: it has no "id", or no tag; it was left out.`,
        );
    }
  }
  return found;
}
