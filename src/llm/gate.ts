import type { Random } from '../core/random';
import { backoffMs } from './backoff';

/** Single lost connections are nobody's fault; as many in a row mean that the provider is away. */
const STRIKES_TO_CLOSE = 3;

/** Holds all calls back while the provider asks to wait or can't be reached, so that no tries are wasted. */
export class Gate {
  #until = 0;
  #strikes = 0;
  #closedAt = -Infinity;

  /** Milliseconds since 1970 until which no call starts; 0 for never closed. */
  get until(): number {
    return this.#until;
  }

  /** Nothing came back since it closed: one call at a time tries the way. */
  get probing(): boolean {
    return this.#strikes >= STRIKES_TO_CLOSE;
  }

  succeeded(): void {
    this.#strikes = 0;
  }

  /** The provider asked for it. */
  hold(now: number, ms: number): void {
    this.#until = Math.max(this.#until, now + ms);
  }

  /** No connection. Calls that were under way when the gate closed say nothing new. */
  missed(startedAt: number, now: number, random: Random): void {
    if (startedAt < this.#closedAt) return;
    this.#strikes++;
    if (this.#strikes < STRIKES_TO_CLOSE) return;
    this.#closedAt = now;
    this.hold(now, backoffMs(this.#strikes - STRIKES_TO_CLOSE + 1, random));
  }
}
