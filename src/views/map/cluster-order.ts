import type { ClusterInfo } from '../../workspace/map-model';

export interface ClusterOrder {
  readonly by: 'size' | 'name' | 'persistence';
  readonly descending: boolean;
}

const byName = new Intl.Collator(undefined, { numeric: true });

/** A sorted copy; clusters without persistence come last either way, ties go by id. */
export function sortClusters(
  clusters: readonly ClusterInfo[],
  { by, descending }: ClusterOrder,
): readonly ClusterInfo[] {
  const sign = descending ? -1 : 1;
  return [...clusters].sort((a, b) => {
    if (by === 'name') return sign * byName.compare(a.name, b.name) || a.id - b.id;
    const [left, right] = [a[by], b[by]];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || a.id - b.id;
    return sign * (left - right) || a.id - b.id;
  });
}
