import type { FieldValue, Prompt } from '../data';
import type { ExportedPrompt } from '../prompts/export-columns';
import type { CandidateColumns } from './candidate-columns';
import { activeEntries, type EvaluationSet } from './evaluation-set';

/**
 * The prompts of a set on their way out, each with its category (as a field, too) and cluster, and with
 * its tags as fields under the names by which an import reads them.
 * @param rowOf row of a prompt's id in `prompts` and columns; ids without one are left out
 */
export function exportedSet(
  set: EvaluationSet,
  prompts: readonly Prompt[],
  columns: CandidateColumns,
  rowOf: (id: string) => number | undefined,
): ExportedPrompt[] {
  const { categories, categoryNames, clusters } = columns;
  return activeEntries(set).flatMap(({ id }) => {
    const row = rowOf(id);
    if (row === undefined) return [];
    const category = categories ? categoryNames[categories[row]] : undefined;
    const cluster = clusters ? (clusters[row] >= 0 ? String(clusters[row]) : null) : undefined;
    const prompt = prompts[row];
    const fields = {
      ...prompt.fields,
      ...tagFields(columns, row),
      ...(category !== undefined && { category }),
    };
    return [{ prompt: { ...prompt, fields }, category, cluster }];
  });
}

function tagFields(
  { scores, expert, occupations, flags }: CandidateColumns,
  row: number,
): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  if (scores && !Number.isNaN(scores[row])) fields.score = scores[row];
  if (expert && expert[row] >= 0) fields.expert = expert[row] === 1;
  const tags = occupations?.get(row);
  if (tags) fields.occupational_tags = tags;
  const found = flags.get(row);
  if (found) fields.flags = found;
  return fields;
}
