import type { Neighbours, Prompt } from '../data';
import { nearDuplicates } from '../vectors/near-duplicates';
import type { Seed } from './knn';
import type { LabelSet } from './label-set';
import type { SeedDistances } from './seed-distances';

/** Prompts so near are the same to a reader; 0.95, which thins out a set, also joins variants of one task. */
const SAME_COSINE = 0.99;

export interface LabelledPrompt {
  readonly promptId: string;
  readonly category: string;
  /** Equal for prompts that are the same: a text hash, or a near-duplicate group. */
  readonly group: string | number;
}

/** Duplicates that a person has put into different categories. */
export interface Contradiction {
  readonly promptIds: readonly string[];
  /** Parallel to `promptIds`. */
  readonly categories: readonly string[];
  readonly message: string;
}

/** Finds groups of duplicate prompts whose labels differ; which one is right is for a person to say. */
export function contradictoryLabels(labelled: Iterable<LabelledPrompt>): Contradiction[] {
  const groups = new Map<string | number, LabelledPrompt[]>();
  for (const each of labelled) {
    const group = groups.get(each.group);
    if (group) group.push(each);
    else groups.set(each.group, [each]);
  }
  const contradictions: Contradiction[] = [];
  for (const group of groups.values()) {
    const categories = group.map((each) => each.category);
    if (new Set(categories).size < 2) continue;
    const promptIds = group.map((each) => each.promptId);
    const pairs = group.map((each) => `${each.promptId} as "${each.category}"`).join(', ');
    contradictions.push({
      promptIds,
      categories,
      message: `Prompts that are (nearly) the same are labelled differently: ${pairs}. Keep one category for all of them.`,
    });
  }
  return contradictions;
}

/** Contradictions among prompts whose vectors are all but the same. */
export function nearDuplicateContradictions(
  labels: LabelSet,
  prompts: readonly Prompt[],
  neighbours: Neighbours,
): Contradiction[] {
  const { groups } = nearDuplicates(neighbours, SAME_COSINE);
  return contradictoryLabels(
    prompts.flatMap(({ id }, row) => {
      const label = labels.get(id);
      return label && row < groups.length
        ? [{ promptId: id, category: label.category, group: groups[row] }]
        : [];
    }),
  );
}

/** Contradictions among seeds whose vectors are the same; prompts are named by their rows. */
export function contradictorySeeds(
  distances: SeedDistances,
  seeds: readonly Seed[],
): Contradiction[] {
  return contradictoryLabels(
    seeds.map(({ row, category }) => {
      const column = distances.column(row);
      const twin = seeds.find((other) => column[other.row] === 0);
      return { promptId: `row ${row}`, category, group: twin?.row ?? row };
    }),
  );
}
