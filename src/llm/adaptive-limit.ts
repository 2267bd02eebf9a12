const FIRST_LIMIT = 4;

/**
 * How many calls may be in flight: one more for each success until the provider first says "too
 * many", then one more for each round of successes; halved when it says so. Additive increase,
 * multiplicative decrease (Chiu and Jain 1989), as TCP does it.
 */
export class AdaptiveLimit {
  readonly #most: number;
  #limit: number;
  #fastUpTo = Infinity;
  #lastCut = -Infinity;

  /** @param most never above this; at least 1 */
  constructor(most: number) {
    this.#most = Math.max(1, most);
    this.#limit = Math.min(FIRST_LIMIT, this.#most);
  }

  get current(): number {
    return Math.floor(this.#limit);
  }

  succeeded(): void {
    const step = this.#limit < this.#fastUpTo ? 1 : 1 / this.#limit;
    this.#limit = Math.min(this.#most, this.#limit + step);
  }

  /** Calls that were under way at the last cut say nothing new: they don't cut again. */
  throttled(startedAt: number, now: number): void {
    if (startedAt < this.#lastCut) return;
    this.#lastCut = now;
    this.#limit = Math.max(1, this.#limit / 2);
    this.#fastUpTo = this.#limit;
  }
}
