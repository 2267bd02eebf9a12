/** For each of `count` points the k nearest offered so far, nearest first, equal distances by index. */
export class NearestLists {
  /** Row-major count×k. */
  readonly indices: Int32Array;
  /** Row-major count×k; Infinity where fewer than k were offered. */
  readonly distances: Float32Array;
  /** The last distance of each point's list, side by side: nearly every offer ends at this look-up. */
  readonly #worst: Float32Array;

  constructor(
    count: number,
    readonly k: number,
  ) {
    this.indices = new Int32Array(count * k);
    this.distances = new Float32Array(count * k).fill(Infinity);
    this.#worst = new Float32Array(count).fill(Infinity);
  }

  /** O(1) for one that is too far, as most are; O(k) else. A pair must not be offered twice. */
  offer(point: number, other: number, distance: number): void {
    if (distance > this.#worst[point]) return;
    const { indices, distances, k } = this;
    const first = point * k;
    const last = first + k - 1;
    if (distance === distances[last] && other > indices[last]) return;
    let slot = last;
    while (
      slot > first &&
      (distances[slot - 1] > distance ||
        (distances[slot - 1] === distance && indices[slot - 1] > other))
    ) {
      distances[slot] = distances[slot - 1];
      indices[slot] = indices[slot - 1];
      slot--;
    }
    distances[slot] = distance;
    indices[slot] = other;
    this.#worst[point] = distances[last];
  }
}
