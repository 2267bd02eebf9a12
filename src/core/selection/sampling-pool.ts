import type { Notice } from '../notice';
import type { Candidate } from './candidate';
import { clusterScores } from './cluster-scores';
import { filterCandidates, type FilterSettings } from './filter';
import { stratumOf, type SamplingSettings } from './sampling-settings';
import { groupBy, systematicSample } from './systematic-sample';

/**
 * The prompts that may be drawn: those that pass the filters and the cluster rule.
 * @param taken ids in the set already, which count towards the rule's limit a cluster
 */
export function samplingPool(
  candidates: readonly Candidate[],
  filters: FilterSettings,
  settings: SamplingSettings,
  taken: ReadonlySet<string> = new Set(),
): { readonly pool: readonly Candidate[]; readonly notices: Notice[] } {
  const { passed } = filterCandidates(candidates, filters, taken);
  const notices: Notice[] = [];
  if (candidates.length > taken.size && passed.length === 0)
    notices.push({
      code: 'nothing-passes',
      message: `None of the ${candidates.length} prompts passes the filters. Loosen one of them.`,
    });
  if (!settings.clusters) return { pool: passed, notices };

  const { minMeanScore, per } = settings.clusters;
  const held = groupBy(candidates, (each) => (taken.has(each.id) ? each.cluster : null));
  const room = new Map<string | null, number>();
  for (const { cluster, mean } of clusterScores(candidates))
    if (minMeanScore === null || mean >= minMeanScore)
      room.set(cluster, (per ?? Infinity) - (held.get(cluster)?.length ?? 0));
  const inside = passed.filter((each) => room.has(each.cluster));
  if (passed.length > 0 && inside.length === 0)
    notices.push({
      code: 'no-cluster-qualifies',
      message:
        minMeanScore === null
          ? 'No prompt is in a cluster. Cluster the prompts first, or sample by category.'
          : `No cluster has a mean score of ${minMeanScore} or more. Lower the threshold, or score the prompts first.`,
    });
  const pool = [...groupBy(inside, (each) => each.cluster)].flatMap(
    ([cluster, members]) =>
      systematicSample(
        members,
        room.get(cluster) as number,
        [],
        settings.seed,
        `cluster rule ${cluster}`,
      ).chosen,
  );
  return { pool, notices };
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
