import type { Column } from './columns';
import type { Filter } from '../../workspace/map-model';

/** What makes two filters the same chip: there is one search and one lasso at a time. */
export function filterKey(filter: Filter): string {
  if (filter.kind === 'value') return `${filter.column}=${filter.value}`;
  return filter.origin === 'lasso' ? 'lasso' : 'search';
}

/** Adds a chip, or puts it in the place of the one with the same key. */
export function withFilter(filters: readonly Filter[], filter: Filter): readonly Filter[] {
  return [...withoutFilter(filters, filter), filter];
}

export function withoutFilter(filters: readonly Filter[], filter: Filter): readonly Filter[] {
  return filters.filter((other) => filterKey(other) !== filterKey(filter));
}

export function hasFilter(filters: readonly Filter[], filter: Filter): boolean {
  return filters.some((other) => filterKey(other) === filterKey(filter));
}

/**
 * Which of n prompts pass: within a column any of the values, and all of the rest. O(n · f).
 * @param columnOf looks a column up by its id
 * @returns 1 or 0 for each prompt; null when nothing is filtered
 */
export function selectionMask(
  filters: readonly Filter[],
  count: number,
  columnOf: (id: string) => Column,
): Uint8Array | null {
  if (filters.length === 0) return null;
  const mask = new Uint8Array(count).fill(1);
  const wanted = new Map<string, Set<string>>();
  for (const filter of filters) {
    if (filter.kind === 'value') {
      const values = wanted.get(filter.column) ?? new Set();
      wanted.set(filter.column, values.add(filter.value));
    } else {
      const inside = new Uint8Array(count);
      for (const index of filter.indices) inside[index] = 1;
      for (let i = 0; i < count; i++) mask[i] &= inside[i];
    }
  }
  for (const [id, values] of wanted) {
    const column = columnOf(id);
    const passes = column.values.map(({ value }) => values.has(value));
    const passesAt = (i: number) =>
      passes[column.codes[i]] || (column.several.get(i)?.some((code) => passes[code]) ?? false);
    for (let i = 0; i < count; i++) if (!passesAt(i)) mask[i] = 0;
  }
  return mask;
}

/** How many prompts that the mask lets through have each of the column's values. */
export function countsByValue(column: Column, mask: Uint8Array | null): Int32Array {
  const counts = new Int32Array(column.values.length);
  for (let i = 0; i < column.codes.length; i++) {
    if (mask && !mask[i]) continue;
    const code = column.codes[i];
    if (code >= 0) for (const each of column.several.get(i) ?? [code]) counts[each]++;
  }
  return counts;
}

/** Indices of what passes: a search keeps its order, best first, else the order of the file. */
export function selectedIndices(
  filters: readonly Filter[],
  mask: Uint8Array | null,
  count: number,
): Int32Array {
  const search = filters.find((filter) => filter.kind === 'set' && filter.origin !== 'lasso');
  if (search?.kind === 'set') return search.indices.filter((index) => !mask || mask[index] === 1);
  const all = Int32Array.from({ length: count }, (_, i) => i);
  return mask ? all.filter((index) => mask[index] === 1) : all;
}

/** Score of each prompt of a search by meaning, by its index; null for anything else. */
export function scoresByIndex(filter: Filter | null): ReadonlyMap<number, number> | null {
  if (filter?.kind !== 'set' || !filter.scores) return null;
  const { indices, scores } = filter;
  return new Map(Array.from(indices, (index, i) => [index, scores[i]]));
}
