import type { Prompt, Vectors } from '../data';
import { GENERAL } from '../labels/category';
import type { DiversityInput } from '../quality/diversity';
import type { CandidateColumns } from './candidate-columns';

/**
 * What diversity is measured from, for some of the prompts.
 * @param rows of the prompts, each once
 * @param vectors one a prompt; only those of the rows are copied
 */
export function diversityInput(
  prompts: readonly Prompt[],
  { categories, categoryNames, clusters, duplicateGroups }: CandidateColumns,
  clusterCount: number,
  vectors: Vectors | null,
  rows: readonly number[],
): DiversityInput {
  const pick = (column: Int32Array | null) => column && Int32Array.from(rows, (row) => column[row]);
  return {
    categories: rows.map((row) => (categories && categoryNames[categories[row]]) ?? GENERAL),
    languages: rows.map((row) => prompts[row].language),
    clusters: pick(clusters),
    clusterCount,
    vectors: vectors && rowsOf(vectors, rows),
    duplicateGroups: pick(duplicateGroups),
  };
}

function rowsOf({ data, dim }: Vectors, rows: readonly number[]): Vectors {
  const picked = new Float32Array(rows.length * dim);
  rows.forEach((row, i) => picked.set(data.subarray(row * dim, (row + 1) * dim), i * dim));
  return { data: picked, count: rows.length, dim };
}
