/** Sending takes a browser a millisecond or two: many in one task would hold the page up. */
const MOST_STARTED_AT_ONCE = 8;

/** Lets calls start: none before the provider wants more, and few in one task of the page. */
export class StartGate {
  readonly #after: (ms: number, then: () => void) => void;
  #waits = false;
  /** Since the last rest. */
  #started = 0;

  /** @param after runs `then` in some milliseconds, and looks again whether calls may start */
  constructor(after: (ms: number, then: () => void) => void) {
    this.#after = after;
  }

  /** Where no call may start yet, it looks again by itself. @param closedForMs 0 or less: open */
  isOpen(closedForMs: number): boolean {
    if (closedForMs <= 0) return this.#started < MOST_STARTED_AT_ONCE;
    // A timer may ring before the clock says so, or the gate close for longer: the next look sets another.
    if (!this.#waits) {
      this.#waits = true;
      this.#after(Math.ceil(closedForMs), () => (this.#waits = false));
    }
    return false;
  }

  started(): void {
    if (++this.#started === MOST_STARTED_AT_ONCE) this.#after(0, () => (this.#started = 0));
  }
}
