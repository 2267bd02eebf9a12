import type { Vectors } from '../data';
import { seededRandom, shuffle } from '../random';
import { exactNeighbours } from '../vectors/neighbours';
import { effectiveNumber, shannonEntropy } from './entropy';
import { vendiScore } from './vendi';

/** Up to here every nearest distance is found; above it a draw tells their mean within about 2 %. */
const EXACT_ROWS = 4_000;
const DRAWN_ROWS = 1_000;
const DRAW_SEED = 1;

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

/** Columns over all prompts of a workspace, from which those of a set are taken. */
export interface DiversityColumns {
  /** Cluster of each prompt, −1 noise; null without a clustering. */
  readonly clusters: Int32Array | null;
  readonly clusterCount: number;
  /** Near-duplicate group of each prompt; null without. */
  readonly duplicateGroups: Int32Array | null;
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
  /** Prompts whose nearest distance that mean rests on: all, or a random draw of a large set. */
  readonly nearestRows: number;
  readonly vendi: number | null;
  /** Share of prompts that repeat another one of the set nearly, 0 to 1. */
  readonly nearDuplicateRate: number | null;
}

/**
 * How varied a set of prompts is. Cost: n²·dim/2 multiplications for the nearest distances of up to
 * 4,000 prompts, 1,000·n·dim of more, beside the Vendi score's.
 * @throws TouchstoneError `bad-vectors`, `zero-vector`
 */
export function diversity(input: DiversityInput): Diversity {
  const { clusters, clusterCount, vectors, duplicateGroups } = input;
  const nearest = vectors && vectors.count > 1 ? nearestDistances(vectors) : null;
  const clustered = clusters && tally(clusters.filter((cluster) => cluster >= 0));
  return {
    categories: spread(input.categories),
    languages: spread(input.languages),
    effectiveClusters: clustered && effectiveNumber(clustered.values()),
    clustersCovered: clustered && clusterCount > 0 ? clustered.size / clusterCount : null,
    meanNearestDistance: nearest && nearest.reduce((sum, each) => sum + each, 0) / nearest.length,
    nearestRows: nearest ? nearest.length : 0,
    vendi: vectors && vendiScore(vectors),
    nearDuplicateRate:
      duplicateGroups && duplicateGroups.length > 0
        ? 1 - new Set(duplicateGroups).size / duplicateGroups.length
        : null,
  };
}

/** Diversity of some rows of a workspace, names left out. @param rows indices into vectors and columns */
export function diversityOfRows(
  { data, dim }: Vectors,
  rows: Int32Array,
  { clusters, clusterCount, duplicateGroups }: DiversityColumns,
): Diversity {
  const chosen = new Float32Array(rows.length * dim);
  rows.forEach((row, i) => chosen.set(data.subarray(row * dim, (row + 1) * dim), i * dim));
  return diversity({
    categories: [],
    languages: [],
    clusters: clusters && rows.map((row) => clusters[row]),
    clusterCount,
    vectors: { data: chosen, count: rows.length, dim },
    duplicateGroups: duplicateGroups && rows.map((row) => duplicateGroups[row]),
  });
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

/** Cosine distance to the nearest other row: of every row, or of 1,000 drawn at random from many. */
function nearestDistances(vectors: Vectors): Float32Array {
  const { data, count, dim } = vectors;
  if (count <= EXACT_ROWS) return exactNeighbours(vectors, 1).distances;
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  const drawn = shuffle(rows, seededRandom(DRAW_SEED)).slice(0, DRAWN_ROWS);
  return Float32Array.from(drawn, (row) => {
    let highest = -1;
    for (let other = 0; other < count; other++) {
      if (other === row) continue;
      let cosine = 0;
      for (let i = 0; i < dim; i++) cosine += data[row * dim + i] * data[other * dim + i];
      if (cosine > highest) highest = cosine;
    }
    return Math.max(0, 1 - highest);
  });
}
