import { mostCentral } from '../core/clusters/centroids';
import { clusterCorpus, clusterWords } from '../core/clusters/cluster-words';
import { TouchstoneError } from '../core/data';
import type { PromptFile } from '../core/prompts/prompt-collector';
import { PROMPTS_TO_NAME_BY } from '../core/judging/cluster-naming';
import { readClusterFile } from './cluster-file';

/** A cluster as a model is told of it. */
export interface DescribedCluster {
  /** As the file of clusters numbers it. */
  readonly id: number;
  /** Made of its keywords. */
  readonly name: string;
  readonly size: number;
  /** Best first. */
  readonly keywords: readonly string[];
  /** Texts of its most central prompts, most central first. */
  readonly prompts: readonly string[];
  /** Their ids. */
  readonly central: readonly string[];
}

/**
 * The clusters of a file with their words and most central prompts, found as the page finds them;
 * largest first.
 * @param path of what the cluster command wrote over these prompts
 * @throws TouchstoneError `file-missing`, `cluster-json`
 */
export function describedClusters(
  path: string,
  file: Pick<PromptFile, 'prompts' | 'positions' | 'totalRows'>,
): readonly DescribedCluster[] {
  const { labels, centrality } = readClusterFile(path, file);
  if (centrality === null)
    throw new TouchstoneError(
      'cluster-json',
      `${path} does not say how central each prompt is to its cluster (no "centrality"). Cluster again with "touchstone cluster --json".`,
    );
  // Numbers of clusters made elsewhere may have gaps.
  const ids = [...new Set(labels)].filter((id) => id >= 0).sort((a, b) => a - b);
  if (ids.length === 0)
    throw new TouchstoneError(
      'cluster-json',
      `${path} has no cluster: all prompts are noise. Cluster again with a smaller --min-cluster-size.`,
    );
  const places = new Map(ids.map((id, place) => [id, place]));
  const dense = Int32Array.from(labels, (id) => places.get(id) ?? -1);
  const { prompts } = file;
  const { keywords, names } = clusterWords(clusterCorpus(prompts), dense, ids.length);
  const central = mostCentral(centrality, dense, ids.length, PROMPTS_TO_NAME_BY);
  const sizes = new Int32Array(ids.length);
  for (const place of dense) if (place >= 0) sizes[place]++;
  return ids
    .map((id, place) => ({
      ...{ id, name: names[place], size: sizes[place], keywords: keywords[place] },
      prompts: [...central[place]].map((row) => prompts[row].text),
      central: [...central[place]].map((row) => prompts[row].id),
    }))
    .sort((a, b) => b.size - a.size || a.id - b.id);
}
