import type { Candidate } from './candidate';
import type { EvaluationSet, StratumMember, StratumReport } from './evaluation-set';
import type { FilterSettings } from './filter';
import { drawStratum, memberOf, reserveOf } from './draw-stratum';
import {
  checkSamplingSettings,
  type SamplingSettings,
  type StratumKind,
} from './sampling-settings';
import { sampleNotices } from './sample-notices';
import { samplingPool, strataOf } from './sampling-pool';
import { applyShareLimits } from './share-limits';
import type { Draw } from './systematic-sample';

/** What keeps a prompt out of every stratum, and how to reach it. */
const STRAY: Readonly<Record<StratumKind, string>> = {
  category: "have no label and can't be drawn by category. Label them, or sample by cluster",
  cell: "have no label and can't be drawn by category. Label them, or sample by cluster",
  cluster: "are in no cluster and can't be drawn by cluster. Sample by category to reach them",
  score: "have no score and can't be drawn by score. Sample by category to reach them",
};

/**
 * Draws an evaluation set: filters, then the cluster rule, then `per` of each stratum by
 * `systematicSample`, then the share limits. Same candidates in the same order, settings and
 * earlier ids give the same set. Cost about that of sorting the candidates.
 * @param earlier ids of earlier sets: taken only where a stratum has no other prompt left
 * @throws TouchstoneError `sampling-settings`, `share-limits`
 */
export function sampleSet(
  candidates: readonly Candidate[],
  filters: FilterSettings,
  settings: SamplingSettings,
  earlier: ReadonlySet<string> = new Set(),
): EvaluationSet {
  checkSamplingSettings(settings);
  const { pool, spare, notices } = samplingPool(candidates, filters, settings, earlier);
  const strata = strataOf(pool, settings);
  const spares = strataOf(spare, settings);
  const draws = new Map<string, Draw<Candidate>>();
  for (const [stratum, members] of strata) {
    const dropped = settings.belowMinimum === 'drop' && members.length < settings.minimum;
    draws.set(
      stratum,
      drawStratum(stratum, members, dropped ? 0 : settings.per, settings, earlier),
    );
  }
  const reduced = applyShareLimits(draws, settings);

  const stray =
    pool.length - [...strata.values()].reduce((sum, members) => sum + members.length, 0);
  if (stray > 0)
    notices.push({
      code: 'without-stratum',
      message: `${stray} prompts ${STRAY[settings.by]}.`,
    });

  const reports: StratumReport[] = [];
  const reserves = new Map<string, readonly StratumMember[]>();
  for (const [stratum, { chosen, rest }] of draws) {
    const available = strata.get(stratum)?.length ?? 0;
    const dropped = settings.belowMinimum === 'drop' && available < settings.minimum;
    const reused = chosen.filter((each) => earlier.has(each.id)).length;
    const asked = dropped ? 0 : reduced.has(stratum) ? chosen.length : settings.per;
    reports.push({ stratum, available, asked, chosen: chosen.length, reused, dropped });
    const left = [...rest, ...(spares.get(stratum) ?? [])];
    reserves.set(stratum, reserveOf(left, stratum, settings, earlier));
  }
  const entries = [...draws].flatMap(([stratum, { chosen }]) =>
    chosen.map((each) => ({
      ...memberOf(each, stratum, settings, earlier),
      state: 'open' as const,
      reason: null,
      origin: 'drawn' as const,
      replaces: null,
    })),
  );
  return {
    settings,
    entries,
    reserves,
    strata: reports,
    notices: [...notices, ...sampleNotices(reports, settings)],
  };
}
