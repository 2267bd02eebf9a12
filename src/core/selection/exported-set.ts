import type { FieldValue, Prompt } from '../data';
import type { ExportedPrompt } from '../prompts/export-columns';
import type { CandidateColumns } from './candidate-columns';
import { GENERAL } from '../labels/category';
import { SCORE_OF_FIELD } from '../labels/imported-tags';
import { activeEntries, drawnCategory, type EvaluationSet } from './evaluation-set';

/**
 * The prompts of a set on their way out, each with the category of its draw (as a field, too), the
 * cluster by which it was drawn or that it is in, and its tags as fields under the names by which an
 * import reads them.
 * @param rowOf row of a prompt's id in `prompts` and columns; ids without one are left out
 */
export function exportedSet(
  set: EvaluationSet,
  prompts: readonly Prompt[],
  columns: CandidateColumns,
  rowOf: (id: string) => number | undefined,
): ExportedPrompt[] {
  const { categories, categoryNames, clusters } = columns;
  const { by } = set.settings;
  return activeEntries(set).flatMap((entry) => {
    const row = rowOf(entry.id);
    if (row === undefined) return [];
    const now = categories ? (categoryNames[categories[row]] ?? null) : GENERAL;
    const drawn = drawnCategory(entry, set.settings, now);
    // Where nothing was ever labelled the bucket tells nothing, and the file's own field stays.
    const category = categories === null && drawn === GENERAL ? undefined : (drawn ?? undefined);
    const inCluster = clusters && clusters[row] >= 0 ? String(clusters[row]) : null;
    const clusterNow = clusters ? inCluster : undefined;
    const cluster = by === 'cluster' ? entry.stratum : clusterNow;
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
  { scores, highestScore, expert, occupations, flags }: CandidateColumns,
  row: number,
): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  if (scores && !Number.isNaN(scores[row])) {
    fields.score = scores[row];
    if (highestScore !== undefined) fields[SCORE_OF_FIELD] = highestScore;
  }
  if (expert && expert[row] >= 0) fields.expert = expert[row] === 1;
  const tags = occupations?.get(row);
  if (tags) fields.occupational_tags = tags;
  const found = flags.get(row);
  if (found) fields.flags = found;
  return fields;
}
