/** Sending takes a browser a millisecond or two: many in one task would hold the page up. */
const MOST_STARTED_AT_ONCE = 8;

/** Lets few calls start in one task of the page, and looks again when some may. */
export class StartGate {
  readonly #after: (ms: number, then: () => void) => void;
  /** When it looks again. */
  #looksAt = Infinity;
  /** Since the last rest. */
  #started = 0;

  /** @param after runs `then` in some milliseconds, and looks again whether calls may start */
  constructor(after: (ms: number, then: () => void) => void) {
    this.#after = after;
  }

  get isOpen(): boolean {
    return this.#started < MOST_STARTED_AT_ONCE;
  }

  started(): void {
    if (++this.#started === MOST_STARTED_AT_ONCE) this.#after(0, () => (this.#started = 0));
  }

  /**
   * Looks again, at the latest then: a timer may ring before the clock says so, but the next look
   * sets another.
   * @param at milliseconds since 1970, after `now`; null for never
   */
  lookAgain(at: number | null, now: number): void {
    if (at === null || at >= this.#looksAt) return;
    this.#looksAt = at;
    this.#after(Math.ceil(at - now), () => {
      if (this.#looksAt === at) this.#looksAt = Infinity;
    });
  }
}
