/**
 * The k nearest of the seeds offered, as a binary heap with the farthest on top, so that most seeds
 * are turned away by one comparison. Of equal distances the lower seed stays.
 */
export class NearestSeeds {
  /** The first `size` hold the seeds, in no order. */
  readonly seeds: Int32Array;
  readonly distances: Float32Array;
  size = 0;

  constructor(readonly k: number) {
    this.seeds = new Int32Array(k);
    this.distances = new Float32Array(k);
  }

  /** @param seed higher than all seeds offered before */
  offer(seed: number, distance: number): void {
    if (this.size < this.k) this.#rise(seed, distance);
    else if (distance < this.distances[0]) this.#sink(seed, distance);
  }

  #rise(seed: number, distance: number): void {
    const { seeds, distances } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      // The seed offered is the highest, so among equals it is the farthest.
      if (distances[parent] > distance) break;
      distances[at] = distances[parent];
      seeds[at] = seeds[parent];
      at = parent;
    }
    distances[at] = distance;
    seeds[at] = seed;
  }

  /** Puts the seed in the place of the farthest. */
  #sink(seed: number, distance: number): void {
    const { seeds, distances, size } = this;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      const other = child + 1;
      if (
        other < size &&
        (distances[other] > distances[child] ||
          (distances[other] === distances[child] && seeds[other] > seeds[child]))
      )
        child = other;
      if (distances[child] <= distance) break;
      distances[at] = distances[child];
      seeds[at] = seeds[child];
      at = child;
    }
    distances[at] = distance;
    seeds[at] = seed;
  }
}
