import type { TagColumn } from '../../core/judging/prompt-tags';

/** How many prompts have each tag, most first, ties by name. */
export function tagCounts(column: TagColumn<readonly string[]> | null): [string, number][] {
  const counts = new Map<string, number>();
  for (const list of column?.values ?? [])
    for (const tag of new Set(list)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
