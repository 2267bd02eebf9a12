import { TouchstoneError } from '../data';
import { GENERAL } from '../labels/category';
import type { Candidate } from './candidate';
import {
  activeEntries,
  drawnCategory,
  type EvaluationSet,
  type SetEntry,
  type StratumMember,
  type StratumReport,
} from './evaluation-set';
import type { FilterSettings } from './filter';
import { drawStratum, memberOf, reserveOf } from './draw-stratum';
import { samplingPool, strataOf } from './sampling-pool';
import { recounted } from './recount';
import { applyShareLimits } from './share-limits';
import { groupBy, type Draw } from './systematic-sample';

/**
 * Fills the strata that have fewer prompts than asked, those that had none included, from candidates
 * that now include a further source, as far as the share limits let them. Entries, decisions and ids
 * stay; what was rejected is not drawn again.
 * @param candidates all prompts, old and new, the new ones labelled with the same seeds
 * @throws TouchstoneError `sampling-settings`, `share-limits`, `other-clusters`
 */
export function topUp(
  set: EvaluationSet,
  candidates: readonly Candidate[],
  filters: FilterSettings,
  earlier: ReadonlySet<string> = new Set(),
): EvaluationSet {
  const { settings } = set;
  if (settings.by === 'cluster') requireSameClusters(set, candidates);
  const held = new Set(set.entries.map((entry) => entry.id));
  const entries = activeEntries(set);
  const counting = new Set(entries.map((entry) => entry.id));
  const { pool, spare } = samplingPool(candidates, filters, settings, earlier, held, counting);
  const strata = strataOf(pool, settings);
  const spares = strataOf(spare, settings);
  const active = groupBy(entries, (entry) => entry.stratum);
  const draws = new Map<string, Draw<Candidate>>();
  const plans = [...set.strata, ...newStrata(set, strata.keys())].map((report) => {
    const { stratum } = report;
    const members = strata.get(stratum) ?? [];
    const now = active.get(stratum)?.length ?? 0;
    const available = members.length + set.entries.filter((e) => e.stratum === stratum).length;
    const dropped = settings.belowMinimum === 'drop' && now + members.length < settings.minimum;
    const asked = report.dropped && !dropped ? settings.per : report.asked;
    const size = dropped ? 0 : asked - now;
    draws.set(stratum, drawStratum(stratum, members, size, settings, earlier));
    return { stratum, available, asked, dropped, now, reused: report.reused };
  });
  const reduced = applyShareLimits(draws, settings, heldByCategory(set, candidates));

  const added: SetEntry[] = [];
  const reserves = new Map<string, readonly StratumMember[]>(set.reserves);
  const reports = plans.map(({ stratum, available, asked, dropped, now, reused }) => {
    const { chosen, rest } = draws.get(stratum)!;
    for (const candidate of chosen)
      added.push({
        ...memberOf(candidate, stratum, settings, earlier),
        state: 'open',
        reason: null,
        origin: 'top-up',
        replaces: null,
      });
    const left = [...rest, ...(spares.get(stratum) ?? [])];
    reserves.set(stratum, reserveOf(left, stratum, settings, earlier));
    const count = now + chosen.length;
    return {
      ...{ stratum, available, dropped, chosen: count },
      asked: reduced.has(stratum) ? count : asked,
      reused: reused + chosen.filter((each) => earlier.has(each.id)).length,
    };
  });
  return recounted({
    ...set,
    entries: [...set.entries, ...added],
    reserves,
    strata: reports,
    notices: [],
  });
}

/** A cluster's number means another cluster once clusters were merged, split or made anew. */
function requireSameClusters(set: EvaluationSet, candidates: readonly Candidate[]): void {
  const stratumOf = new Map(set.entries.map(({ id, stratum }) => [id, stratum]));
  const moved = candidates.filter(
    ({ id, cluster }) => stratumOf.has(id) && stratumOf.get(id) !== cluster,
  );
  if (moved.length > 0)
    throw new TouchstoneError(
      'other-clusters',
      `The clusters are not those that this set was drawn by: ${moved.length} of its ${set.entries.length} prompts are in another one now, or in none, so it can’t be topped up by cluster. Let prompts added last get their clusters, undo what was changed in these, or draw anew.`,
    );
}

/** Strata that were not there when the set was drawn; `general` may be empty, and is no reason to add any. */
function newStrata(
  { strata, settings }: EvaluationSet,
  present: Iterable<string>,
): StratumReport[] {
  const known = new Set([GENERAL, ...strata.map(({ stratum }) => stratum)]);
  const counts = { available: 0, asked: settings.per, chosen: 0, reused: 0, dropped: false };
  return [...present].flatMap((stratum) => (known.has(stratum) ? [] : [{ stratum, ...counts }]));
}

/** Prompts of the set by the category of their draw. */
function heldByCategory(
  set: EvaluationSet,
  candidates: readonly Candidate[],
): Map<string | null, number> {
  const categoryOf = new Map(candidates.map(({ id, category }) => [id, category]));
  const counts = new Map<string | null, number>();
  for (const entry of activeEntries(set)) {
    const category = drawnCategory(entry, set.settings, categoryOf.get(entry.id) ?? null);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}
