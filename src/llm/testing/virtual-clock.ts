import type { Clock } from '../clock';

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

const START_MS = Date.UTC(2026, 0, 1);

/**
 * Time that jumps from one wait to the next: hours of waiting pass in milliseconds. As a browser's
 * it has whole milliseconds only, and a timer rings up to one of them early.
 */
export class VirtualClock implements Clock {
  #now = START_MS;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const timer = { at: this.#now + Math.floor(ms), ring: resolve };
      this.#timers.push(timer);
      signal?.addEventListener('abort', () => {
        this.#timers = this.#timers.filter((each) => each !== timer);
        reject(signal.reason);
      });
    });
  }

  /** Lets time pass until the promise settles; throws where nothing would ever wake it. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    promise.then(
      () => (settled = true),
      () => (settled = true),
    );
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (settled) return promise;
      const next = this.#timers.reduce<Timer | null>(
        (first, timer) => (first && first.at <= timer.at ? first : timer),
        null,
      );
      if (!next) throw new Error('Everything waits, and no timer is set.');
      this.#now = next.at;
      this.#timers = this.#timers.filter((each) => each !== next);
      next.ring();
    }
  }
}
