import type { Candidate } from './candidate';
import {
  activeEntries,
  type EvaluationSet,
  type SetEntry,
  type StratumMember,
} from './evaluation-set';
import type { FilterSettings } from './filter';
import { drawStratum, memberOf } from './sample';
import { samplingPool, strataOf } from './sampling-pool';
import { sampleNotices } from './sample-notices';
import { groupBy } from './systematic-sample';

/**
 * Fills the strata that have fewer prompts than asked, and no others, from candidates that now
 * include a further source. Entries, decisions and ids stay; what was rejected is not drawn again.
 * @param candidates all prompts, old and new, the new ones labelled with the same seeds
 * @throws TouchstoneError `sampling-settings`
 */
export function topUp(
  set: EvaluationSet,
  candidates: readonly Candidate[],
  filters: FilterSettings,
  earlier: ReadonlySet<string> = new Set(),
): EvaluationSet {
  const { settings } = set;
  const held = new Set(set.entries.map((entry) => entry.id));
  const { pool } = samplingPool(candidates, filters, settings, held);
  const strata = strataOf(pool, settings);
  const active = groupBy(activeEntries(set), (entry) => entry.stratum);
  const added: SetEntry[] = [];
  const reserves = new Map<string, readonly StratumMember[]>(set.reserves);
  const reports = set.strata.map((report) => {
    const { stratum } = report;
    const members = strata.get(stratum) ?? [];
    const now = active.get(stratum)?.length ?? 0;
    const available = members.length + set.entries.filter((e) => e.stratum === stratum).length;
    const dropped = settings.belowMinimum === 'drop' && now + members.length < settings.minimum;
    const asked = report.dropped && !dropped ? settings.per : report.asked;
    const draw = drawStratum(stratum, members, dropped ? 0 : asked - now, settings, earlier);
    for (const candidate of draw.chosen)
      added.push({
        ...memberOf(candidate, stratum, settings),
        state: 'open',
        reason: null,
        origin: 'top-up',
        replaces: null,
      });
    reserves.set(
      stratum,
      draw.rest.map((each) => memberOf(each, stratum, settings)),
    );
    const reused = report.reused + draw.chosen.filter((each) => earlier.has(each.id)).length;
    return { stratum, available, asked, chosen: now + draw.chosen.length, reused, dropped };
  });
  return {
    ...set,
    entries: [...set.entries, ...added],
    reserves,
    strata: reports,
    notices: sampleNotices(reports, settings),
  };
}
