import { TouchstoneError } from '../data';
import type { TokenCorpus } from './tokens';

export interface Keyword {
  readonly term: string;
  /** Class-based TF-IDF, above 0; comparable within a cluster. */
  readonly score: number;
}

/**
 * Class-based TF-IDF (Grootendorst 2022, as BERTopic): a term's frequency in the cluster,
 * L1-normalised, times ln(1 + A / f), with f its count over all prompts and A the mean number of
 * words per class, noise being one class. Identifiers weigh less. O(tokens + terms·log).
 * @param labels one per prompt of the corpus
 * @returns by cluster, at most `most` keywords, best first, ties in code-unit order
 * @throws TouchstoneError `length-mismatch`
 */
export function clusterKeywords(
  { terms, weights, starts, tokens }: TokenCorpus,
  labels: Int32Array,
  clusters: number,
  most: number,
): Keyword[][] {
  const prompts = starts.length - 1;
  if (labels.length !== prompts)
    throw new TouchstoneError(
      'length-mismatch',
      `${labels.length} cluster labels don't fit ${prompts} prompts. Cluster again.`,
    );
  const overall = new Float64Array(terms.length);
  for (const token of tokens) overall[token] += weights[token];
  const words = overall.reduce((sum, count) => sum + count, 0);
  const mean = words / Math.max(1, clusters + (labels.includes(-1) ? 1 : 0));

  const members: number[][] = Array.from({ length: clusters }, () => []);
  for (let i = 0; i < prompts; i++) if (labels[i] >= 0) members[labels[i]].push(i);
  const counts = new Float64Array(terms.length);
  return members.map((rows) => {
    const seen: number[] = [];
    let total = 0;
    for (const row of rows) {
      for (let at = starts[row]; at < starts[row + 1]; at++) {
        const term = tokens[at];
        if (counts[term] === 0) seen.push(term);
        counts[term] += weights[term];
        total += weights[term];
      }
    }
    const keywords = seen.map((term) => ({
      term: terms[term],
      score: (counts[term] / total) * Math.log(1 + mean / overall[term]),
    }));
    for (const term of seen) counts[term] = 0;
    return keywords.sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1)).slice(0, most);
  });
}
