import type { Vectors } from '../data';
import { exactNeighbours } from '../vectors/neighbours';
import { effectiveNumber, shannonEntropy } from './entropy';
import { vendiScore } from './vendi';

export interface DiversityInput {
  /** One a prompt of the set; empty lists where nothing is known. */
  readonly categories: readonly string[];
  readonly languages: readonly string[];
  /** Cluster of each prompt, −1 noise; null without a clustering. */
  readonly clusters: Int32Array | null;
  /** Clusters in the whole collection. */
  readonly clusterCount: number;
  /** Unit rows, one a prompt of the set; null without. */
  readonly vectors: Vectors | null;
  /** Near-duplicate group of each prompt; null without. */
  readonly duplicateGroups: Int32Array | null;
}

export interface Share {
  readonly name: string;
  readonly count: number;
  /** 0 to 1, of all prompts of the set. */
  readonly share: number;
}

export interface Spread {
  /** Largest first, then by name. */
  readonly shares: readonly Share[];
  /** Shannon entropy in nats. */
  readonly entropy: number;
  /** exp of the entropy. */
  readonly effectiveNumber: number;
}

/** Figures that the input has no ground for are null. */
export interface Diversity {
  readonly categories: Spread;
  readonly languages: Spread;
  /** Over the prompts that are in a cluster. */
  readonly effectiveClusters: number | null;
  /** Share of all clusters with at least one prompt in the set, 0 to 1. */
  readonly clustersCovered: number | null;
  /** Mean cosine distance to the nearest other prompt of the set, 0 to 2; null below two prompts. */
  readonly meanNearestDistance: number | null;
  readonly vendi: number | null;
  /** Share of prompts that repeat another one of the set nearly, 0 to 1. */
  readonly nearDuplicateRate: number | null;
}

/**
 * How varied a set of prompts is. Exact: n²·dim/2 multiplications for the nearest distances beside
 * the Vendi score's cost, so it is meant for sets of up to some ten thousand.
 * @throws TouchstoneError `bad-vectors`, `zero-vector`
 */
export function diversity(input: DiversityInput): Diversity {
  const { clusters, clusterCount, vectors, duplicateGroups } = input;
  const clustered = clusters && tally(clusters.filter((cluster) => cluster >= 0));
  return {
    categories: spread(input.categories),
    languages: spread(input.languages),
    effectiveClusters: clustered && effectiveNumber(clustered.values()),
    clustersCovered: clustered && clusterCount > 0 ? clustered.size / clusterCount : null,
    meanNearestDistance: vectors && vectors.count > 1 ? meanNearestDistance(vectors) : null,
    vendi: vectors && vendiScore(vectors),
    nearDuplicateRate:
      duplicateGroups && duplicateGroups.length > 0
        ? 1 - new Set(duplicateGroups).size / duplicateGroups.length
        : null,
  };
}

/** Counts and shares of names, with their entropy. */
export function spread(names: readonly string[]): Spread {
  const counts = tally(names);
  const shares = Array.from(counts, ([name, count]) => ({
    name,
    count,
    share: count / names.length,
  }));
  shares.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  return {
    shares,
    entropy: shannonEntropy(counts.values()),
    effectiveNumber: effectiveNumber(counts.values()),
  };
}

function tally<T>(items: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function meanNearestDistance(vectors: Vectors): number {
  const { distances } = exactNeighbours(vectors, 1);
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}
