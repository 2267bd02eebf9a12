import { randomInteger, seededRandom, shuffle } from '../random';

export interface Draw<T> {
  readonly chosen: T[];
  /** The others in a random order. */
  readonly rest: T[];
}

/**
 * Systematic sample of a list sorted by strata (Madow 1949; Cochran, Sampling Techniques, ch. 8).
 * The items are shuffled, then brought together by the keys, outer key first, and every (N/n)-th is
 * taken from a random start, in whole numbers. So
 * - every item has the same chance n/N (which largest-remainder quotas don't give small strata);
 * - every stratum, and every stratum inside a stratum, gets its proportional share rounded down or up;
 * - ⌊N/n⌋ consecutive seeds (at least two), counted from 1, share one shuffle and take turns in it:
 *   their samples have no item in common, or as few as two samples of n from N can have.
 * @param size taken as N when larger
 * @param seed a whole number
 * @param name keeps the draws of different strata with one seed independent
 */
export function systematicSample<T>(
  items: readonly T[],
  size: number,
  keys: readonly ((item: T) => string | number | null)[],
  seed: number,
  name: string,
): Draw<T> {
  const total = items.length;
  if (size <= 0) return { chosen: [], rest: shuffle([...items], streamOf(seed, name)) };
  const turns = Math.max(2, Math.floor(total / size));
  const round = Math.floor((seed - 1) / turns);
  const turn = seed - 1 - round * turns;
  const random = streamOf(round, name);
  const shuffled = shuffle([...items], random);
  if (size >= total) return { chosen: shuffled, rest: [] };

  const list = broughtTogether(shuffled, keys);
  const start = (randomInteger(random, total) + turn * size) % total;
  const chosen = Array.from(
    { length: size },
    (_, i) => list[Math.floor((start + i * total) / size)],
  );
  const taken = new Set(chosen);
  return { chosen, rest: shuffled.filter((item) => !taken.has(item)) };
}

function broughtTogether<T>(
  items: readonly T[],
  keys: readonly ((item: T) => string | number | null)[],
): readonly T[] {
  if (keys.length === 0) return items;
  const [key, ...inner] = keys;
  return [...groupBy(items, key).values()].flatMap((group) => broughtTogether(group, inner));
}

/** Groups in the order of first appearance; items keep their order. */
export function groupBy<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A generator of its own for each pair of number and name (FNV-1a over both). */
function streamOf(number: number, name: string): () => number {
  let hash = FNV_OFFSET;
  for (const character of `${number}/${name}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), FNV_PRIME);
  return seededRandom(hash);
}
