import type { PromptGroup } from '../../core/ranking/battle-filter';

/** By what a run can be restricted to some of the prompts. */
const FACETS = ['category', 'cluster', 'language'] as const;

/** The prompts that share a category, a cluster or a language. */
export interface ScopePart {
  readonly facet: (typeof FACETS)[number];
  readonly value: string;
}

export interface CountedPart extends ScopePart {
  readonly prompts: number;
}

/** The parts of prompts by facet, the largest first. Facets that divide nothing are left out. */
export function scopeParts(groups: readonly PromptGroup[]): ReadonlyMap<string, CountedPart[]> {
  const counted = FACETS.map((facet): [string, CountedPart[]] => {
    const counts = new Map<string, number>();
    for (const { [facet]: value } of groups) {
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const parts = Array.from(counts, ([value, prompts]) => ({ facet, value, prompts }));
    return [facet, parts.sort((a, b) => b.prompts - a.prompts)];
  });
  const divides = (parts: readonly CountedPart[]) =>
    parts.some(({ prompts }) => prompts < groups.length);
  return new Map(counted.filter(([, parts]) => divides(parts)));
}

/** Ids of the prompts of a part. */
export function idsOfPart(groups: readonly PromptGroup[], part: ScopePart): string[] {
  return groups.flatMap((group) => (group[part.facet] === part.value ? [group.id] : []));
}
