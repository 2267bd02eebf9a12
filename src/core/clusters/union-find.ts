/** Disjoint sets over 0 … count − 1 with path halving; the caller says which root survives. */
export class UnionFind {
  readonly #parents: Int32Array;

  constructor(count: number) {
    this.#parents = Int32Array.from({ length: count }, (_, i) => i);
  }

  find(item: number): number {
    const parents = this.#parents;
    while (parents[item] !== item) {
      parents[item] = parents[parents[item]];
      item = parents[item];
    }
    return item;
  }

  /** Puts the set of root `under` below root `over`. */
  join(under: number, over: number): void {
    this.#parents[under] = over;
  }
}
