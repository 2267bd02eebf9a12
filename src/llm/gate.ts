import type { Random } from '../core/random';
import { backoffMs, MAX_RETRY_AFTER_MS } from './backoff';

/** Single lost connections are nobody's fault; as many in a row mean that the provider is away. */
const MISSES_TO_CLOSE = 3;
/** Gentle at first: a single "too many" may be chance. */
const FIRST_SPACING_MS = 50;
/** Of the spacing after each call that comes through. */
const SPACING_KEPT = 0.85;

/**
 * Holds calls back while the provider asks to wait or can't be reached, so that no tries are wasted.
 * Where it says "too many" calls are also spaced: about twice as far each time in a row, a little less
 * after each that comes through. So a limit of a few calls a minute is found, whether or not it is told.
 */
export class Gate {
  #until = 0;
  #misses = 0;
  #refusals = 0;
  #spacingMs = 0;
  /** Calls that were under way then say nothing new. */
  #closedAt = -Infinity;

  /** Milliseconds since 1970 until which no call starts; 0 for never closed. */
  get until(): number {
    return this.#until;
  }

  /** Nothing came back since it closed: one call at a time tries the way. */
  get probing(): boolean {
    return this.#misses >= MISSES_TO_CLOSE;
  }

  /** How often "too many" was all that came, since the last call that came through. */
  get refusals(): number {
    return this.#refusals;
  }

  started(now: number): void {
    this.hold(now, this.#spacingMs);
  }

  succeeded(): void {
    this.#misses = 0;
    this.#refusals = 0;
    const spacingMs = this.#spacingMs * SPACING_KEPT;
    this.#spacingMs = spacingMs < FIRST_SPACING_MS / 2 ? 0 : spacingMs;
  }

  /** The provider asked for it. */
  hold(now: number, ms: number): void {
    if (ms > 0) this.#until = Math.max(this.#until, now + ms);
  }

  /** "Too many". @param askedMs how long the provider asked to wait; null where it didn't say */
  refused(startedAt: number, now: number, askedMs: number | null, random: Random): void {
    if (startedAt >= this.#closedAt) {
      this.#closedAt = now;
      this.#refusals++;
      // One alone says that the spacing is nearly right, or is chance; as many in a row that it is not.
      const growth = this.#refusals > 1 ? 1.5 + random() : 1.2 + random() / 2;
      const wider = Math.max(FIRST_SPACING_MS, this.#spacingMs * growth);
      this.#spacingMs = Math.min(MAX_RETRY_AFTER_MS, wider);
    }
    this.hold(now, Math.max(askedMs ?? 0, this.#spacingMs));
  }

  /** No connection. */
  missed(startedAt: number, now: number, random: Random): void {
    if (startedAt < this.#closedAt) return;
    this.#misses++;
    if (!this.probing) return;
    this.#closedAt = now;
    this.hold(now, backoffMs(this.#misses - MISSES_TO_CLOSE + 1, random));
  }
}
