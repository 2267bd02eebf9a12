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

/** What a threshold on the clusters' means lets through. */
export interface PassingClusters {
  readonly clusters: number;
  /** Scored clusters, passing or not. */
  readonly of: number;
  /** All prompts of the clusters that pass. */
  readonly prompts: number;
}

export function clustersAtLeast(scores: readonly ClusterScore[], mean: number): PassingClusters {
  const scored = scores.filter(({ scored: n }) => n > 0);
  const passing = scored.filter((each) => each.mean >= mean);
  const prompts = passing.reduce((sum, { size }) => sum + size, 0);
  return { clusters: passing.length, of: scored.length, prompts };
}
