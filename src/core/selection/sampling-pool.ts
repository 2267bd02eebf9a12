import type { Notice } from '../notice';
import type { Candidate } from './candidate';
import {
  clusterScores,
  clustersReaching,
  FEW_SCORES,
  reaches,
  type ClusterScore,
  type ScoreThreshold,
} from './cluster-scores';
import { drawStratum } from './draw-stratum';
import { filterCandidates, type FilterSettings } from './filter';
import { stratumOf, type SamplingSettings } from './sampling-settings';
import { groupBy } from './systematic-sample';

export interface SamplingPool {
  readonly pool: readonly Candidate[];
  /** Beyond the number of a cluster: to replace what is rejected of it, in turns over the clusters. */
  readonly spare: readonly Candidate[];
  readonly notices: Notice[];
}

/**
 * The prompts that may be drawn: those that pass the filters and the cluster rule.
 * @param earlier ids of earlier sets: taken only where a cluster has no other prompt left
 * @param taken ids that were in the set, rejected or not, and are not drawn again
 * @param active those of them that count towards the rule's number of a cluster
 */
export function samplingPool(
  candidates: readonly Candidate[],
  filters: FilterSettings,
  settings: SamplingSettings,
  earlier: ReadonlySet<string> = new Set(),
  taken: ReadonlySet<string> = new Set(),
  active: ReadonlySet<string> = taken,
): SamplingPool {
  const { passed } = filterCandidates(candidates, filters, taken);
  const notices: Notice[] = [];
  if (candidates.length > taken.size && passed.length === 0)
    notices.push({
      code: 'nothing-passes',
      message: `None of the ${candidates.length} prompts passes the filters. Loosen one of them.`,
    });
  if (!settings.clusters) return { pool: passed, spare: [], notices };

  const { minMeanScore, minScored = 1, per } = settings.clusters;
  const threshold = minMeanScore === null ? null : { mean: minMeanScore, scored: minScored };
  const held = groupBy(candidates, (each) => (active.has(each.id) ? each.cluster : null));
  const room = new Map<string | null, number>();
  const scores = clusterScores(candidates);
  for (const each of scores)
    if (!threshold || reaches(each, threshold))
      room.set(each.cluster, (per ?? Infinity) - (held.get(each.cluster)?.length ?? 0));
  if (threshold) notices.push(...scoreNotices(scores, threshold));
  const inside = passed.filter((each) => room.has(each.cluster));
  if (passed.length > 0 && inside.length === 0)
    notices.push({
      code: 'no-cluster-qualifies',
      message:
        threshold === null
          ? 'No prompt is in a cluster. Cluster the prompts first, or sample by category.'
          : `No cluster has a mean score of ${threshold.mean} or more${minScored > 1 ? ` over at least ${minScored} scores` : ''}. Lower the threshold, or score the prompts first.`,
    });
  const byChance = { ...settings, within: [] };
  const draws = Array.from(
    groupBy(inside, (each) => each.cluster),
    ([cluster, members]) =>
      drawStratum(
        `cluster rule ${cluster}`,
        members,
        room.get(cluster) as number,
        byChance,
        earlier,
      ),
  );
  const pool = draws.flatMap(({ chosen }) => chosen);
  return { pool, spare: inTurns(draws.map(({ rest }) => rest)), notices };
}

/** On how little the clusters' means rest. */
function scoreNotices(scores: readonly ClusterScore[], threshold: ScoreThreshold): Notice[] {
  const notices: Notice[] = [];
  const { clusters, of, onFew } = clustersReaching(scores, threshold);
  if (onFew > 0)
    notices.push({
      code: 'few-scores',
      message: `Of the ${clusters} clusters with a mean score of ${threshold.mean} or more, ${onFew} rest on fewer than ${FEW_SCORES} scored prompts. Score more prompts, or ask for more scores of a cluster.`,
    });
  if (of < scores.length)
    notices.push({
      code: 'unscored-clusters',
      message: `${scores.length - of} of the ${scores.length} clusters have no scored prompt, and are left out. Score more prompts to judge them.`,
    });
  return notices;
}

/** The first of each list, then the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  return lists
    .flatMap((list) => list.map((item, turn) => ({ item, turn })))
    .sort((a, b) => a.turn - b.turn)
    .map(({ item }) => item);
}

/** Members of each stratum, the expected ones first; prompts without a stratum are left out. */
export function strataOf(
  pool: readonly Candidate[],
  settings: SamplingSettings,
): Map<string, Candidate[]> {
  const strata = new Map<string, Candidate[]>(settings.expected.map((name) => [name, []]));
  for (const [stratum, members] of groupBy(pool, (each) => stratumOf(each, settings.by)))
    if (stratum !== null) strata.set(stratum, members);
  return strata;
}
