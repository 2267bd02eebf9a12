import { TouchstoneError } from '../data';
import { linkEdges, type Linkage } from './linkage';

/**
 * Average linkage (UPGMA; every item counts once) by the nearest-neighbour chain, equal to scipy's
 * `linkage(…, 'average')` but for the order of ties. O(n²) time and space.
 * @param similarities symmetric row-major n×n cosines; the distance is 1 − cosine
 * @throws TouchstoneError `bad-similarities`
 */
export function averageLinkage(similarities: Float32Array, count: number): Linkage {
  if (similarities.length !== count * count)
    throw new TouchstoneError(
      'bad-similarities',
      `${similarities.length} similarities are not a matrix of ${count} × ${count}.`,
    );
  const distances = Float32Array.from(similarities, (cosine) => 1 - cosine);
  const sizes = new Int32Array(count).fill(1);
  const merges = Math.max(0, count - 1);
  const from = new Int32Array(merges);
  const to = new Int32Array(merges);
  const heights = new Float64Array(merges);
  const chain: number[] = [];
  for (let merge = 0; merge < merges; merge++) {
    if (chain.length === 0) chain.push(sizes.findIndex((size) => size > 0));
    for (;;) {
      const end = chain[chain.length - 1];
      // The predecessor wins ties, or the chain could go round for ever.
      let nearest = chain.length > 1 ? chain[chain.length - 2] : -1;
      let least = nearest < 0 ? Infinity : distances[end * count + nearest];
      for (let other = 0; other < count; other++) {
        if (other === end || sizes[other] === 0) continue;
        const distance = distances[end * count + other];
        if (distance < least) {
          least = distance;
          nearest = other;
        }
      }
      if (nearest !== chain[chain.length - 2]) {
        chain.push(nearest);
        continue;
      }
      chain.length -= 2;
      from[merge] = Math.min(end, nearest);
      to[merge] = Math.max(end, nearest);
      heights[merge] = least;
      unite(from[merge], to[merge]);
      break;
    }
  }
  return linkEdges({ count, from, to, distances: heights });

  /** `kept` stands for both from here on; `gone` is left empty. */
  function unite(kept: number, gone: number): void {
    const total = sizes[kept] + sizes[gone];
    for (let other = 0; other < count; other++) {
      if (sizes[other] === 0 || other === kept || other === gone) continue;
      const mean =
        (sizes[kept] * distances[kept * count + other] +
          sizes[gone] * distances[gone * count + other]) /
        total;
      distances[kept * count + other] = distances[other * count + kept] = mean;
    }
    sizes[kept] = total;
    sizes[gone] = 0;
  }
}
