/** What counts of a prompt here: a candidate, or a row of the workspace's columns. */
export interface ClusterMember {
  /** Null is noise. */
  readonly cluster: string | null;
  /** Null when not scored. */
  readonly score: number | null;
}

export interface ClusterScore {
  readonly cluster: string;
  readonly size: number;
  readonly scored: number;
  /** Over its scored prompts; NaN when none is. */
  readonly mean: number;
  /** Standard deviation over its scored prompts (ddof 1); NaN with fewer than two. */
  readonly deviation: number;
}

/**
 * Mean criteria score of each cluster, noise left out, highest mean first, unscored ones last, ties in
 * the order of the prompts. O(prompts).
 */
export function clusterScores(members: Iterable<ClusterMember>): ClusterScore[] {
  const sums = new Map<string, { size: number; scored: number; sum: number; squares: number }>();
  for (const { cluster, score } of members) {
    if (cluster === null) continue;
    let held = sums.get(cluster);
    if (!held) sums.set(cluster, (held = { size: 0, scored: 0, sum: 0, squares: 0 }));
    held.size++;
    if (score === null) continue;
    held.scored++;
    held.sum += score;
    held.squares += score * score;
  }
  const rows = Array.from(sums, ([cluster, { size, scored, sum, squares }]) => {
    const mean = sum / scored;
    const variance = scored < 2 ? NaN : Math.max(0, squares - sum * mean) / (scored - 1);
    return { cluster, size, scored, mean, deviation: Math.sqrt(variance) };
  });
  const rank = (row: ClusterScore) => (row.scored === 0 ? -Infinity : row.mean);
  return rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
}

/** A mean over fewer scores is named as one on few; a convention, as one prompt moves it by up to a fourth of the scale. */
export const FEW_SCORES = 5;

/** What a cluster must reach. */
export interface ScoreThreshold {
  readonly mean: number;
  /** Scores on which the mean must rest; at least 1. */
  readonly scored: number;
}

/** Never a cluster without a score. */
export function reaches({ mean, scored }: ClusterScore, threshold: ScoreThreshold): boolean {
  return scored >= threshold.scored && mean >= threshold.mean;
}

/** What a threshold on the clusters' means lets through. */
export interface PassingClusters {
  readonly clusters: number;
  /** Scored clusters, passing or not. */
  readonly of: number;
  /** All prompts of the clusters that pass. */
  readonly prompts: number;
  /** Clusters that pass by a mean over fewer than `FEW_SCORES` scores. */
  readonly onFew: number;
}

export function clustersReaching(
  scores: readonly ClusterScore[],
  threshold: ScoreThreshold,
): PassingClusters {
  const passing = scores.filter((each) => reaches(each, threshold));
  return {
    clusters: passing.length,
    of: scores.filter(({ scored }) => scored > 0).length,
    prompts: passing.reduce((sum, { size }) => sum + size, 0),
    onFew: passing.filter(({ scored }) => scored < FEW_SCORES).length,
  };
}
