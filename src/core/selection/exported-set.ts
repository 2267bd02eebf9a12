import type { Prompt } from '../data';
import type { ExportedPrompt } from '../prompts/prompt-export';
import type { CandidateColumns } from './candidate-columns';
import { activeEntries, type EvaluationSet } from './evaluation-set';

/**
 * The prompts of a set on their way out, each with its category (as a field, too) and cluster.
 * @param rowOf row of a prompt's id in `prompts` and columns; ids without one are left out
 */
export function exportedSet(
  set: EvaluationSet,
  prompts: readonly Prompt[],
  { categories, categoryNames, clusters }: CandidateColumns,
  rowOf: (id: string) => number | undefined,
): ExportedPrompt[] {
  return activeEntries(set).flatMap(({ id }) => {
    const row = rowOf(id);
    if (row === undefined) return [];
    const category = categories ? categoryNames[categories[row]] : undefined;
    const cluster = clusters && clusters[row] >= 0 ? String(clusters[row]) : undefined;
    const prompt = prompts[row];
    const fields = category === undefined ? prompt.fields : { ...prompt.fields, category };
    return [{ prompt: { ...prompt, fields }, category, cluster }];
  });
}
