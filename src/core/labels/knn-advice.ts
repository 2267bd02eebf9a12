import type { Notice } from '../notice';
import { GENERAL } from './category';
import { maximumEntropy } from './entropy-threshold';
import type { Seed } from './knn';

/** The paper's k, and the most that is suggested. */
export const LARGEST_SUGGESTED_K = 40;

/** With fewer, leave-one-out tells little of a category. */
const SEEDS_TO_START = 10;

/** A category with fewer has only just begun, or is a stray value of a column: k does not follow it. */
const SEEDS_TO_COUNT = 5;

/** Seeds of each category that has any. */
export function seedCounts(seeds: readonly Seed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { category } of seeds) counts.set(category, (counts.get(category) ?? 0) + 1);
  return counts;
}

/**
 * The smallest class's number of seeds, at most 40, so that no class is starved. Classes of fewer than
 * 5 seeds count only while none has more: one seed of a new category would make k 1, and every
 * entropy 0.
 */
export function suggestK(seeds: readonly Seed[]): number {
  return Math.min(LARGEST_SUGGESTED_K, ...countingClasses(seedCounts(seeds)).values());
}

/** Seeds of the classes that k follows. */
function countingClasses(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const large = [...counts].filter(([, count]) => count >= SEEDS_TO_COUNT);
  return large.length > 0 ? new Map(large) : counts;
}

export interface AdviceInput {
  /** Names of all categories that the person has defined; `general` may be among them. */
  readonly categories: readonly string[];
  readonly seeds: readonly Seed[];
  /** Labels that could have been seeds, where not all of them were taken. */
  readonly available?: number;
  readonly k: number;
  readonly thresholdNats: number;
  /** Entropies of the predictions, once there are any. */
  readonly entropy?: Float64Array;
}

/** What is wrong or doubtful about a k-NN labelling, each as one plain sentence and what to do. */
export function adviseKnn(input: AdviceInput): Notice[] {
  const { categories, seeds, available = seeds.length, k, thresholdNats, entropy } = input;
  const counts = seedCounts(seeds);
  const notices: Notice[] = [];
  const say = (code: string, message: string, subject?: string) =>
    notices.push(subject === undefined ? { code, message } : { code, message, subject });

  for (const name of categories) {
    if (name !== GENERAL && !counts.has(name))
      say(
        'category-without-seeds',
        `"${name}" has no seed, so no prompt can get it. Label a few prompts as "${name}", or remove it.`,
        name,
      );
  }
  for (const [name, count] of counts) {
    if (count === 1)
      say(
        'single-seed',
        `"${name}" has one seed only: it can't be validated and will rarely win. Label at least ${SEEDS_TO_START}.`,
        name,
      );
    else if (count < Math.min(k, SEEDS_TO_COUNT) && suggestK(seeds) > count)
      say(
        'few-seeds',
        `"${name}" has ${count} seeds only, so that with k = ${k} other categories outvote it. Label at least ${SEEDS_TO_COUNT}, better ${SEEDS_TO_START}.`,
        name,
      );
  }
  if (counts.size === 1)
    say(
      'single-class',
      `Only "${[...counts.keys()][0]}" has seeds, so every prompt gets it. Label prompts of another category too.`,
    );
  if (available > seeds.length)
    say(
      'seeds-drawn',
      `k-NN learns from ${seeds.length} of the ${available} labels, some of each category, those by hand first and the rest drawn at random: more would not fit into memory and hardly help.`,
    );
  if (seeds.length > 0) adviseOnK(seeds, counts, k, say);
  adviseOnThreshold(counts.size, Math.min(k, seeds.length), thresholdNats, entropy, say);
  return notices;
}

type Say = (code: string, message: string, subject?: string) => void;

function adviseOnK(
  seeds: readonly Seed[],
  counts: ReadonlyMap<string, number>,
  k: number,
  say: Say,
): void {
  const [smallest, size] = [...countingClasses(counts)].reduce((a, b) => (b[1] < a[1] ? b : a));
  if (k > seeds.length)
    say(
      'k-above-seeds',
      `k is ${k} but there are ${seeds.length} seeds, so all of them vote on every prompt. Choose k = ${suggestK(seeds)}, or label more.`,
    );
  else if (k > size)
    say(
      'k-above-smallest-class',
      `k is ${k}, more than the ${size} seeds of "${smallest}", so that other categories always outvote it in part. Choose k = ${suggestK(seeds)}, or label more of it.`,
      smallest,
    );
}

function adviseOnThreshold(
  classes: number,
  k: number,
  nats: number,
  entropy: Float64Array | undefined,
  say: Say,
): void {
  const maximum = maximumEntropy(classes, k);
  if (classes > 1 && nats >= maximum)
    say(
      'threshold-out-of-reach',
      `The threshold of ${nats.toFixed(2)} nats is never passed: with ${classes} categories and k = ${k} the entropy is at most ${maximum.toFixed(2)}. Set it as a share of the maximum.`,
    );
  if (entropy && entropy.length > 0 && entropy.every((value) => value > nats))
    say(
      'all-general',
      `All ${entropy.length} prompts are above the threshold and go to "${GENERAL}". Raise the threshold (now ${nats.toFixed(2)} of at most ${maximum.toFixed(2)} nats), or label more.`,
    );
}
