import { TouchstoneError } from '../data';

/**
 * The largest counts, none above the given one, under which no limited category exceeds its share
 * of their sum. Found by lowering limited counts until nothing changes.
 * @param limits share of the whole, above 0 and at most 1, by category
 * @throws TouchstoneError `share-limits` when only the empty set meets them
 */
export function limitShares(
  counts: ReadonlyMap<string, number>,
  limits: Readonly<Record<string, number>>,
): Map<string, number> {
  const allowed = new Map(counts);
  const sum = () => [...allowed.values()].reduce((total, count) => total + count, 0);
  const before = sum();
  for (let total = -1; total !== sum();) {
    total = sum();
    for (const [category, share] of Object.entries(limits)) {
      // A share such as 0.3 of 10 must allow 3, though 0.1 + 0.2 is above 0.3 in binary.
      const most = Math.floor(share * total + 1e-9);
      if ((allowed.get(category) ?? 0) > most) allowed.set(category, most);
    }
  }
  if (before > 0 && sum() === 0)
    throw new TouchstoneError(
      'share-limits',
      'No set meets the share limits: every category is limited, and the shares sum to less than 1. Raise one of them.',
    );
  return allowed;
}
