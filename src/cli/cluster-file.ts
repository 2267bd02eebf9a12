import { TouchstoneError } from '../core/data';
import type { PromptFile } from '../core/prompts/prompt-collector';
import { jsonOrNull } from './input-file';

/** What a file of clusters says of the prompts of another file. */
export interface PromptClusters {
  /** Cluster of each prompt, −1 for noise. */
  readonly labels: readonly number[];
  /** Cosine of each prompt to its cluster's centroid; null where the file does not hold it. */
  readonly centrality: readonly number[] | null;
}

/**
 * Clusters as the cluster command writes them, over the vectors of these prompts: one for each
 * prompt, or one for each row of their file, bad and repeated ones too.
 * @throws TouchstoneError `file-missing`, `cluster-json`
 */
export function readClusterFile(
  path: string,
  { prompts, positions, totalRows }: Pick<PromptFile, 'prompts' | 'positions' | 'totalRows'>,
): PromptClusters {
  const file = jsonOrNull(path) as { labels?: unknown; centrality?: unknown } | null;
  const { labels, centrality = null } = file ?? {};
  if (
    !isList(labels, Number.isInteger) ||
    (centrality !== null &&
      !(isList(centrality, Number.isFinite) && centrality.length === labels.length))
  )
    throw new TouchstoneError(
      'cluster-json',
      `${path} is not what "touchstone cluster --json" writes. Make it again from the same prompts.`,
    );
  if (labels.length !== prompts.length && labels.length !== totalRows)
    throw new TouchstoneError(
      'cluster-json',
      `${path} has the clusters of ${labels.length} vectors, but there are ${prompts.length} prompts. Cluster the vectors of the same prompts.`,
    );
  const byFileRow = labels.length !== prompts.length;
  const ofPrompts = (values: readonly number[]) =>
    prompts.map((_, row) => values[byFileRow ? positions[row] : row]);
  return { labels: ofPrompts(labels), centrality: centrality && ofPrompts(centrality) };
}

function isList(value: unknown, holds: (each: unknown) => boolean): value is readonly number[] {
  return Array.isArray(value) && value.every(holds);
}
