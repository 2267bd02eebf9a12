/**
 * Hands out one signal for each piece of work and aborts those that still run. A shared signal, or
 * AbortSignal.any on one, would gather a listener for each of thousands of calls.
 */
export class AbortScope {
  readonly #running = new Set<AbortController>();
  #aborted: { readonly reason: unknown } | null = null;

  get aborted(): boolean {
    return this.#aborted !== null;
  }

  /** Runs work under a signal of its own, which also aborts once the work has ended. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    if (this.#aborted) controller.abort(this.#aborted.reason);
    this.#running.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(controller);
      controller.abort(new DOMException('This has ended', 'AbortError'));
    }
  }

  abort(reason: unknown): void {
    this.#aborted ??= { reason };
    for (const controller of this.#running) controller.abort(reason);
  }
}
