import type { Candidate } from './candidate';
import type { StratumMember } from './evaluation-set';
import type { SamplingSettings } from './sampling-settings';
import { systematicSample, type Draw } from './systematic-sample';

const WITHIN = {
  cluster: (candidate: Candidate) => candidate.cluster,
  language: (candidate: Candidate) => candidate.language,
};

/** By what a stratum is drawn in proportion, outer first. */
export function withinKeys({
  within,
}: SamplingSettings): ((candidate: Candidate) => string | null)[] {
  return within.map((name) => WITHIN[name]);
}

/** A stratum's draw, from prompts of no earlier set as long as there are enough. */
export function drawStratum(
  stratum: string,
  members: readonly Candidate[],
  size: number,
  settings: SamplingSettings,
  earlier: ReadonlySet<string>,
): Draw<Candidate> {
  const keys = withinKeys(settings);
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
  earlier: ReadonlySet<string>,
): StratumMember {
  const cell = withinKeys(settings)
    .map((key) => key(candidate))
    .join(' ');
  const ofCluster = settings.clusters?.per != null && { cluster: candidate.cluster };
  const used = earlier.has(candidate.id) && { used: true as const };
  const { id, category } = candidate;
  return { id, stratum, category, cell, ...ofCluster, ...used };
}

/** The reserves of a stratum, those of no earlier set first, otherwise in the given order. */
export function reserveOf(
  left: readonly Candidate[],
  stratum: string,
  settings: SamplingSettings,
  earlier: ReadonlySet<string>,
): StratumMember[] {
  return left
    .toSorted((a, b) => Number(earlier.has(a.id)) - Number(earlier.has(b.id)))
    .map((each) => memberOf(each, stratum, settings, earlier));
}
