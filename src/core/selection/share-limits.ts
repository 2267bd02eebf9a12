import { TouchstoneError } from '../data';
import type { Candidate } from './candidate';
import { withinKeys } from './draw-stratum';
import type { SamplingSettings } from './sampling-settings';
import { groupBy, systematicSample, type Draw } from './systematic-sample';

/** The most prompts of a set of so many that a share allows. */
export function largestCount(share: number, total: number): number {
  // A share such as 0.3 of 10 must allow 3, though 0.1 + 0.2 is above 0.3 in binary.
  return Math.floor(share * total + 1e-9);
}

/**
 * The largest counts, none above the given one, under which no limited category exceeds its share
 * of their sum; null is what has no category. Found by lowering limited counts until nothing changes.
 * @param limits share of the whole, above 0 and at most 1, by category
 * @param held counts that can't be lowered any further, part of the given ones
 * @throws TouchstoneError `share-limits` when only the empty set meets them
 */
export function limitShares(
  counts: ReadonlyMap<string | null, number>,
  limits: Readonly<Record<string, number>>,
  held: ReadonlyMap<string | null, number> = new Map(),
): Map<string | null, number> {
  const allowed = new Map(counts);
  const sum = () => [...allowed.values()].reduce((total, count) => total + count, 0);
  const before = sum();
  for (let total = -1; total !== sum();) {
    total = sum();
    for (const [category, share] of Object.entries(limits)) {
      const most = Math.max(held.get(category) ?? 0, largestCount(share, total));
      if ((allowed.get(category) ?? 0) > most) allowed.set(category, most);
    }
  }
  if (before > 0 && sum() === 0)
    throw new TouchstoneError(
      'share-limits',
      'No set meets the share limits: every category is limited, and the shares sum to less than 1. Raise one of them.',
    );
  return allowed;
}

/**
 * Takes prompts of limited categories out of the draws, evenly over strata; returns how many of each
 * stratum, those with none left out.
 * @param held prompts by category that are in the set already and stay
 * @throws TouchstoneError `share-limits`
 */
export function applyShareLimits(
  draws: Map<string, Draw<Candidate>>,
  settings: SamplingSettings,
  held: ReadonlyMap<string | null, number> = new Map(),
): Map<string, number> {
  const reduced = new Map<string, number>();
  const members = [...draws].flatMap(([stratum, { chosen }]) =>
    chosen.map((candidate) => ({ stratum, candidate })),
  );
  const byCategory = groupBy(members, (each) => each.candidate.category);
  const counts = new Map<string | null, number>(held);
  for (const [name, list] of byCategory) counts.set(name, list.length + (held.get(name) ?? 0));
  for (const [category, most] of limitShares(counts, settings.shareLimits, held)) {
    const list = byCategory.get(category) ?? [];
    const count = most - (held.get(category) ?? 0);
    if (count === list.length) continue;
    const { rest } = systematicSample(
      list,
      count,
      [
        (each) => each.stratum,
        ...withinKeys(settings).map(
          (key) =>
            ({ candidate }: (typeof list)[0]) =>
              key(candidate),
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
