import type { Candidate } from './candidate';
import { groupBy } from './systematic-sample';

export interface ClusterScore {
  readonly cluster: string;
  readonly size: number;
  readonly scored: number;
  /** Over its scored prompts; NaN when none is. */
  readonly mean: number;
}

/** Mean criteria score of each cluster, noise left out, highest mean first, unscored ones last, ties in the order of the prompts. */
export function clusterScores(candidates: readonly Candidate[]): ClusterScore[] {
  const clusters = groupBy(
    candidates.filter((each) => each.cluster !== null),
    (each) => each.cluster as string,
  );
  const rows = Array.from(clusters, ([cluster, members]) => {
    const scores = members.flatMap((each) => (each.score === null ? [] : [each.score]));
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    return { cluster, size: members.length, scored: scores.length, mean };
  });
  const rank = (row: ClusterScore) => (row.scored === 0 ? -Infinity : row.mean);
  return rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
}
