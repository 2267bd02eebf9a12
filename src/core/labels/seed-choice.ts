import { GENERAL } from './category';
import type { Seed } from './knn';
import { LARGEST_SUGGESTED_K, seedCounts } from './knn-advice';
import type { LabelSet } from './label-set';
import { seededRandom, shuffle } from '../random';

/** Distances that are held at once: 400 MB. */
const MAX_DISTANCES = 100_000_000;
/** More seeds hardly help k-NN, and each costs a pass over all prompts. */
const MAX_SEEDS = 2_000;
const DRAW_SEED = 1;

export interface SeedChoice {
  /** By rising row. */
  readonly seeds: readonly Seed[];
  /** Labels that could have been seeds: more than `seeds` where there were too many. */
  readonly available: number;
}

/** Seeds that are held at most beside so many prompts. */
export function seedLimit(count: number): number {
  return Math.min(MAX_SEEDS, Math.max(1, Math.floor(MAX_DISTANCES / Math.max(1, count))));
}

/**
 * The labels that k-NN learns from: those given by hand or imported, without `general`. Where they are
 * more than `limit`, each category keeps up to 40 (its equal share where there are too many
 * categories), so that a small one keeps all its own, and the rest are drawn in proportion. Hand labels
 * go first in both, and the draw is the same at every call. Labels held out for validation are no
 * seeds.
 * @param rowOf row of the vectors by prompt id; labels of other prompts are left out
 */
export function chooseSeeds(
  labels: LabelSet,
  rowOf: ReadonlyMap<string, number>,
  limit: number,
): SeedChoice {
  const hand: Seed[] = [];
  const imported: Seed[] = [];
  for (const [id, { category, source, heldOut }] of labels) {
    const row = rowOf.get(id);
    if (row === undefined || category === GENERAL || heldOut) continue;
    if (source === 'hand') hand.push({ row, category });
    else if (source === 'import') imported.push({ row, category });
  }
  const available = hand.length + imported.length;
  const seeds = available > limit ? drawn([hand, imported], limit) : [...hand, ...imported];
  return { seeds: seeds.sort(byRow), available };
}

/** @param lists the first ones go first */
function drawn(lists: readonly Seed[][], limit: number): Seed[] {
  const ordered = lists.flatMap((seeds) => shuffle(seeds.sort(byRow), seededRandom(DRAW_SEED)));
  const share = Math.max(1, Math.floor(limit / seedCounts(ordered).size));
  const kept = new Map<string, number>();
  const sure: Seed[] = [];
  const rest: Seed[] = [];
  for (const seed of ordered) {
    const before = kept.get(seed.category) ?? 0;
    kept.set(seed.category, before + 1);
    (before < Math.min(share, LARGEST_SUGGESTED_K) ? sure : rest).push(seed);
  }
  return [...sure, ...rest].slice(0, limit);
}

const byRow = (a: Seed, b: Seed) => a.row - b.row;
