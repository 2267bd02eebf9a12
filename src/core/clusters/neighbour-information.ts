import type { Neighbours } from '../data';

export interface NeighbourInformation {
  /** Share of near-neighbour pairs that stand in one cluster, 0 to 1. */
  readonly together: number;
  /** The same share for pairs drawn at random: the sum of squared cluster shares. */
  readonly chance: number;
  /** How far `together` exceeds chance, in nats per pair; at least 0, larger is better. */
  readonly information: number;
}

/**
 * How much a clustering tells about which points are near neighbours in the original space, without
 * any label: the Kullback-Leibler divergence between "a point and its near neighbour share a
 * cluster" and the same by chance. Noise counts as nobody together, so it costs `together`; one
 * large cluster raises chance; clusters cut too fine part neighbours. 0 where near neighbours are
 * together no more often than chance. O(n·nearest).
 * @param nearest how many of each point's neighbours count
 */
export function neighbourInformation(
  labels: Int32Array,
  clusters: number,
  { indices, count, k }: Neighbours,
  nearest: number,
): NeighbourInformation {
  const sizes = new Float64Array(clusters);
  const used = Math.min(nearest, k);
  let same = 0;
  for (let i = 0; i < count; i++) {
    if (labels[i] < 0) continue;
    sizes[labels[i]]++;
    for (let j = i * k; j < i * k + used; j++) if (labels[indices[j]] === labels[i]) same++;
  }
  const pairs = count * used;
  const together = pairs > 0 ? same / pairs : 0;
  const chance = sizes.reduce((sum, size) => sum + (size / count) ** 2, 0);
  return { together, chance, information: together > chance ? divergence(together, chance) : 0 };
}

/** Kullback-Leibler divergence, nats, of a coin of probability p from one of q; 0 < q < 1. */
function divergence(p: number, q: number): number {
  const term = (a: number, b: number): number => (a > 0 ? a * Math.log(a / b) : 0);
  return term(p, q) + term(1 - p, 1 - q);
}
