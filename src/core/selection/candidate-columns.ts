import type { Prompt } from '../data';
import { candidatesOf, type Candidate } from './candidate';

/** What is known beside the prompts, as columns that cross to a worker at little cost. */
export interface CandidateColumns {
  readonly categoryNames: readonly string[];
  /** Row of `categoryNames` of each prompt, −1 for none; null before there are labels. */
  readonly categories: Int32Array | null;
  /** Cluster of each prompt, −1 for noise; null before there are clusters. */
  readonly clusters: Int32Array | null;
  /** Criteria score of each prompt, NaN for none; null before there are scores. */
  readonly scores: Float32Array | null;
  /** How many criteria the scores are of. */
  readonly highestScore?: number;
  /** Near-duplicate group of each prompt; null where they were not searched for. */
  readonly duplicateGroups: Int32Array | null;
  /** Flags by row, rows without any absent. */
  readonly flags: ReadonlyMap<number, readonly string[]>;
  /** 1 for an expert's prompt, 0 for another, −1 for untold; null before any was told. */
  readonly expert?: Int8Array | null;
  /** Fields of work by row, untold rows absent. */
  readonly occupations?: ReadonlyMap<number, readonly string[]>;
}

/** Candidates in the order of the prompts. */
export function candidatesFrom(prompts: readonly Prompt[], columns: CandidateColumns): Candidate[] {
  const { categoryNames, categories, clusters, scores, duplicateGroups, flags } = columns;
  const { expert = null, occupations } = columns;
  return candidatesOf(prompts, {
    ...(categories && { category: (row: number) => categoryNames[categories[row]] }),
    cluster: (row) => (clusters && clusters[row] >= 0 ? String(clusters[row]) : null),
    score: (row) => (scores && !Number.isNaN(scores[row]) ? scores[row] : null),
    duplicateGroups: duplicateGroups ?? undefined,
    flags: (row) => flags.get(row) ?? [],
    expert: (row) => (expert && expert[row] >= 0 ? expert[row] === 1 : null),
    occupations: (row) => occupations?.get(row) ?? null,
  });
}
