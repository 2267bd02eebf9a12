/**
 * Where a cluster went when the labels changed: the new label that most of its members have, ties to
 * the lower; −1 where most have none, and where it had no members. −1 stays −1. O(n).
 * @param before labels of the same points, in the same order; `after` may hold more
 */
export function successor(cluster: number, before: Int32Array, after: Int32Array): number {
  if (cluster < 0) return -1;
  const counts = new Map<number, number>();
  for (let i = 0; i < before.length; i++)
    if (before[i] === cluster) counts.set(after[i], (counts.get(after[i]) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const leading = [...counts].filter(([, count]) => count === most).map(([label]) => label);
  return leading.length > 0 ? Math.min(...leading) : -1;
}
