/** Bits in a nat: entropies here are in nats, and shown in bits beside. */
export const BITS_PER_NAT = Math.LOG2E;

/**
 * Shannon entropy −Σ p ln p, in nats, of non-negative weights, which need not sum to 1.
 * 0 for a single class and for no weight at all; at most ln of the number of positive weights.
 */
export function shannonEntropy(weights: Iterable<number>): number {
  let total = 0;
  let sum = 0;
  for (const weight of weights) {
    if (weight <= 0) continue;
    total += weight;
    sum += weight * Math.log(weight);
  }
  return total === 0 ? 0 : Math.max(0, Math.log(total) - sum / total);
}

/**
 * Effective number of classes, exp of the Shannon entropy (Hill number of order 1): c for c equal
 * shares, 1 for a single class, 0 for no weight at all.
 */
export function effectiveNumber(weights: Iterable<number>): number {
  const positive = [...weights].filter((weight) => weight > 0);
  return positive.length === 0 ? 0 : Math.exp(shannonEntropy(positive));
}
