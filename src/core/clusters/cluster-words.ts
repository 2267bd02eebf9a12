import type { OnProgress, Prompt } from '../data';
import { clusterNames } from './cluster-names';
import { dropFunctionWords } from './function-words';
import { clusterKeywords } from './keywords';
import { nameWords } from './name-words';
import { tokenise, type TokenCorpus } from './tokens';

const KEYWORDS = 10;

/** The words of prompts that clusters are named from: made once, and read for every clustering. */
export function clusterCorpus(
  prompts: readonly Pick<Prompt, 'text' | 'language'>[],
  onProgress?: OnProgress,
): TokenCorpus {
  const languages = prompts.map(({ language }) => language);
  return dropFunctionWords(tokenise(prompts, onProgress), languages);
}

export interface ClusterWords {
  /** By cluster, at most 10, best first. */
  readonly keywords: readonly (readonly string[])[];
  /** By cluster, see `clusterNames`. */
  readonly names: readonly string[];
}

/**
 * Keywords and names of clusters.
 * @param labels one per prompt of the corpus, 0 to clusters − 1, −1 for noise
 * @throws TouchstoneError `length-mismatch`
 */
export function clusterWords(
  corpus: TokenCorpus,
  labels: Int32Array,
  clusters: number,
): ClusterWords {
  const ranked = clusterKeywords(corpus, labels, clusters, KEYWORDS);
  const members: number[][] = ranked.map(() => []);
  for (const [row, label] of labels.entries()) if (label >= 0) members[label].push(row);
  const words = ranked.map((best, label) => nameWords(corpus, best, members[label]));
  return {
    keywords: ranked.map((best) => best.map(({ term }) => term)),
    names: clusterNames(words),
  };
}
