import type { Prompt } from '../core/data';
import type { PromptGroup } from '../core/ranking/battle-filter';
import type { ClusterInfo } from './map-model';
import type { PromptTags } from './prompt-tags.svelte';

/** The tag of an expert's prompt. */
const EXPERT = 'expert';

export interface GroupedPrompts {
  readonly prompts: readonly Prompt[];
  readonly clusters: { readonly state: { readonly labels: Int32Array } | null };
  readonly labels: { readonly categoryOf: readonly (string | null)[] | null };
  readonly map: { readonly clusters: readonly ClusterInfo[] };
  readonly tags: Pick<PromptTags, 'score' | 'expert' | 'occupations' | 'flags'>;
}

/** By what a ranking can be restricted to some of the prompts. */
export function promptGroups(subject: GroupedPrompts): PromptGroup[] {
  const { prompts, clusters, labels, map, tags } = subject;
  const clusterOf = clusters.state?.labels;
  const names = new Map(map.clusters.map(({ id, name }) => [id, name]));
  return prompts.map(({ id, fields, language }, i) => ({
    id,
    category:
      labels.categoryOf?.[i] ?? (typeof fields.category === 'string' ? fields.category : null),
    cluster: clusterOf ? (names.get(clusterOf[i]) ?? null) : null,
    language,
    tags: [
      ...(tags.expert?.values[i] ? [EXPERT] : []),
      ...(tags.occupations?.values[i] ?? []),
      ...(tags.flags?.values[i] ?? []),
    ],
    score: tags.score?.values[i] ?? null,
  }));
}
