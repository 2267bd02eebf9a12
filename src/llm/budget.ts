/**
 * Money of a run. What calls in flight may cost at most is set aside, so that the cap holds
 * whatever they turn out to cost.
 */
export class Budget {
  readonly #capUsd: number;
  #spentUsd: number;
  #unsureUsd: number;
  #reservedUsd = 0;

  /**
   * @param spentUsd by the same run before a reload
   * @param unsureUsd of it for tries without a reply
   */
  constructor(capUsd: number, spentUsd: number, unsureUsd: number) {
    this.#capUsd = capUsd;
    this.#spentUsd = spentUsd;
    this.#unsureUsd = unsureUsd;
  }

  get spentUsd(): number {
    return this.#spentUsd;
  }

  /** Of what is spent at most for tries that brought no reply, which may be charged all the same. */
  get unsureUsd(): number {
    return this.#unsureUsd;
  }

  /** Whether a call that costs at most this may start; then the money is set aside. */
  reserve(mostUsd: number): boolean {
    if (this.#spentUsd + this.#reservedUsd + mostUsd > this.#capUsd) return false;
    this.#reservedUsd += mostUsd;
    return true;
  }

  /** A try has ended: frees what was set aside and counts what it cost, surely and at most. */
  settle(reservedUsd: number, costUsd: number, unsureUsd: number): void {
    this.#reservedUsd = Math.max(0, this.#reservedUsd - reservedUsd);
    this.#spentUsd += costUsd + unsureUsd;
    this.#unsureUsd += unsureUsd;
  }

  /** Why no further call may start, for the user. @param nextUsd what the next one costs at most */
  refusal(nextUsd: number): string {
    const unsure =
      this.#unsureUsd > 0
        ? `, up to ${usdText(this.#unsureUsd)} of them for tries without a reply, which may be charged`
        : '';
    return `The cap of ${usdText(this.#capUsd)} leaves no room for another call: ${usdText(this.#spentUsd)} are spent${unsure}, and the next call may cost up to ${usdText(nextUsd)}. What has come is kept; raise the cap to go on.`;
  }
}

/** Cents, and parts of them only where there are any: "$0.40", "$0.3773". */
const usdText = (usd: number) => `$${usd.toFixed(4).replace(/00$/, '')}`;
