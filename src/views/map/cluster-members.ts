import type { Prompt } from '../../core/data';
import type { ClusterInfo } from '../../workspace/map-model';

export function clustersById(clusters: readonly ClusterInfo[]): ReadonlyMap<number, ClusterInfo> {
  return new Map(clusters.map((cluster) => [cluster.id, cluster]));
}

/** Indices of the prompts with that label, ascending. */
export function membersOf(labels: Int32Array, id: number): readonly number[] {
  const members: number[] = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] === id) members.push(i);
  return members;
}

/** How many of the given prompts each cluster holds, by its id. */
export function countsByCluster(
  labels: Int32Array,
  indices: Int32Array,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const index of indices) counts.set(labels[index], (counts.get(labels[index]) ?? 0) + 1);
  return counts;
}

/** The most frequent language of the members and its share, ties to the first met; null for none. */
export function mainLanguage(
  prompts: readonly Prompt[],
  members: readonly number[],
): { readonly code: string; readonly share: number } | null {
  const counts = new Map<string, number>();
  for (const index of members) {
    const { language } = prompts[index];
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  let main: [string, number] | null = null;
  for (const entry of counts) if (!main || entry[1] > main[1]) main = entry;
  return main && { code: main[0], share: main[1] / members.length };
}
