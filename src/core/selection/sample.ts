import type { Candidate } from './candidate';
import type { EvaluationSet, StratumMember, StratumReport } from './evaluation-set';
import type { FilterSettings } from './filter';
import { checkSamplingSettings, type SamplingSettings } from './sampling-settings';
import { sampleNotices } from './sample-notices';
import { samplingPool, strataOf } from './sampling-pool';
import { limitShares } from './share-limits';
import { groupBy, systematicSample, type Draw } from './systematic-sample';

const WITHIN = {
  cluster: (candidate: Candidate) => candidate.cluster,
  language: (candidate: Candidate) => candidate.language,
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
  const { pool, notices } = samplingPool(candidates, filters, settings);
  const strata = strataOf(pool, settings);
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
      message: `${stray} prompts ${settings.by === 'score' ? 'have no score' : 'are in no cluster'} and can't be drawn by ${settings.by}. Sample by category to reach them.`,
    });

  const reports: StratumReport[] = [];
  const reserves = new Map<string, readonly StratumMember[]>();
  for (const [stratum, { chosen, rest }] of draws) {
    const available = strata.get(stratum)?.length ?? 0;
    const dropped = settings.belowMinimum === 'drop' && available < settings.minimum;
    const reused = chosen.filter((each) => earlier.has(each.id)).length;
    const asked = dropped ? 0 : settings.per - (reduced.get(stratum) ?? 0);
    reports.push({ stratum, available, asked, chosen: chosen.length, reused, dropped });
    const left = [...rest].sort((a, b) => Number(earlier.has(a.id)) - Number(earlier.has(b.id)));
    reserves.set(
      stratum,
      left.map((each) => memberOf(each, stratum, settings)),
    );
  }
  const entries = [...draws].flatMap(([stratum, { chosen }]) =>
    chosen.map((each) => ({
      ...memberOf(each, stratum, settings),
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

/** A stratum's draw, from prompts of no earlier set as long as there are enough. */
export function drawStratum(
  stratum: string,
  members: readonly Candidate[],
  size: number,
  settings: SamplingSettings,
  earlier: ReadonlySet<string>,
): Draw<Candidate> {
  const keys = settings.within.map((name) => WITHIN[name]);
  const draw = (from: readonly Candidate[], count: number) =>
    systematicSample(from, count, keys, settings.seed, stratum);
  const fresh = draw(
    members.filter((each) => !earlier.has(each.id)),
    size,
  );
  const used = draw(
    members.filter((each) => earlier.has(each.id)),
    size - fresh.chosen.length,
  );
  return { chosen: [...fresh.chosen, ...used.chosen], rest: [...fresh.rest, ...used.rest] };
}

export function memberOf(
  candidate: Candidate,
  stratum: string,
  settings: SamplingSettings,
): StratumMember {
  const cell = settings.within.map((name) => WITHIN[name](candidate)).join(' ');
  return { id: candidate.id, stratum, cell };
}

/** Takes prompts of limited categories out of the draws, evenly over strata; returns how many of each stratum. */
function applyShareLimits(
  draws: Map<string, Draw<Candidate>>,
  settings: SamplingSettings,
): Map<string, number> {
  const reduced = new Map<string, number>();
  const members = [...draws].flatMap(([stratum, { chosen }]) =>
    chosen.map((candidate) => ({ stratum, candidate })),
  );
  const byCategory = groupBy(members, (each) => each.candidate.category);
  const counts = new Map(Array.from(byCategory, ([name, list]) => [name, list.length]));
  for (const [category, count] of limitShares(counts, settings.shareLimits)) {
    const list = byCategory.get(category) ?? [];
    if (count === list.length) continue;
    const { rest } = systematicSample(
      list,
      count,
      [
        (each) => each.stratum,
        ...settings.within.map(
          (name) =>
            ({ candidate }: (typeof list)[0]) =>
              WITHIN[name](candidate),
        ),
      ],
      settings.seed,
      `share limit ${category}`,
    );
    const out = new Set(rest.map((each) => each.candidate));
    for (const [stratum, { chosen, rest: left }] of draws) {
      const back = chosen.filter((each) => out.has(each));
      if (back.length === 0) continue;
      draws.set(stratum, {
        chosen: chosen.filter((each) => !out.has(each)),
        rest: [...back, ...left],
      });
      reduced.set(stratum, (reduced.get(stratum) ?? 0) + back.length);
    }
  }
  return reduced;
}
