import type { Prompt } from '../core/data';
import type { PromptGroup } from '../core/ranking/battle-filter';
import type { ClusterInfo } from './map-model';

export interface GroupedPrompts {
  readonly prompts: readonly Prompt[];
  readonly clusters: { readonly state: { readonly labels: Int32Array } | null };
  readonly labels: { readonly categoryOf: readonly (string | null)[] | null };
  readonly map: { readonly clusters: readonly ClusterInfo[] };
}

/** By what a ranking can be restricted to some of the prompts. */
export function promptGroups({ prompts, clusters, labels, map }: GroupedPrompts): PromptGroup[] {
  const clusterOf = clusters.state?.labels;
  const names = new Map(map.clusters.map(({ id, name }) => [id, name]));
  return prompts.map(({ id, fields, language }, i) => ({
    id,
    category:
      labels.categoryOf?.[i] ?? (typeof fields.category === 'string' ? fields.category : null),
    cluster: clusterOf ? (names.get(clusterOf[i]) ?? null) : null,
    language,
  }));
}
