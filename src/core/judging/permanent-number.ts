/** One above the highest number. */
export const NUMBERS = 2 ** 32;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const GOLDEN = 0x9e3779b1;

/** MurmurHash3's last step: each bit of the input decides about half of the output. */
function mixed(value: number): number {
  let x = value ^ (value >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * A number in [0, 2^32) that an item keeps for a seed, as if drawn evenly (FNV-1a, mixed). Samples of
 * the items with the lowest numbers are random ones, and share what they can: those of two overlapping
 * groups draw the same of what is in both (permanent random numbers; Ohlsson, 1995).
 */
export function permanentNumber(id: string, seed: number): number {
  let hash = mixed(FNV_OFFSET + Math.imul(seed, GOLDEN));
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), FNV_PRIME);
  return mixed(hash);
}

/** The number of a pair of two items, from theirs. */
export function pairNumber(first: number, second: number): number {
  return mixed(first + Math.imul(second, GOLDEN));
}
