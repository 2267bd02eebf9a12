import type { Prompt } from '../core/data';
import type { PromptGroup } from '../core/ranking/battle-filter';
import type { ClusterInfo } from './map-model';

export interface GroupedPrompts {
  readonly prompts: readonly Prompt[];
  readonly clusters: { readonly state: { readonly labels: Int32Array } | null };
  readonly map: { readonly clusters: readonly ClusterInfo[] };
}

/** By what a ranking can be restricted to some of the prompts. */
export function promptGroups({ prompts, clusters, map }: GroupedPrompts): PromptGroup[] {
  const labels = clusters.state?.labels;
  const names = new Map(map.clusters.map(({ id, name }) => [id, name]));
  return prompts.map(({ id, fields, language }, i) => ({
    id,
    category: typeof fields.category === 'string' ? fields.category : null,
    cluster: labels ? (names.get(labels[i]) ?? null) : null,
    language,
  }));
}
