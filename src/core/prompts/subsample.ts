import { randomInteger, type Random } from '../random';

/**
 * `size` of the indices 0 to count − 1, drawn without replacement, ascending; all of them where
 * `size` is not below `count`. Floyd's sampling: O(size log size), whatever the count.
 */
export function subsample(count: number, size: number, random: Random): Int32Array {
  if (size >= count) return Int32Array.from({ length: count }, (_, i) => i);
  const chosen = new Set<number>();
  for (let limit = count - size; limit < count; limit++) {
    const drawn = randomInteger(random, limit + 1);
    chosen.add(chosen.has(drawn) ? limit : drawn);
  }
  return Int32Array.from(chosen).sort();
}
