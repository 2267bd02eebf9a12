import type { Random } from '../core/random';
import { AdaptiveLimit } from './adaptive-limit';
import { backoffMs } from './backoff';
import type { CallError } from './call-error';
import { Gate } from './gate';

/** Replies without any text after which that is taken for the model's last word. */
const MAX_EMPTY_REPLIES = 2;
/** Calls in a row that were given up: the others would be too. */
const MAX_GIVEN_UP_IN_A_ROW = 5;
/** With the waits between them about half an hour in which nothing came through. */
const MAX_REFUSALS_IN_A_ROW = 24;

/** A single stall is nobody's fault; as many in a row mean that the provider is asked for too much at once. */
const TIMEOUTS_TO_THROTTLE = 3;

/** What becomes of a call after an error. */
export type NextStep =
  | { readonly then: 'stop' }
  | { readonly then: 'give-up' }
  /** At the end of the line, and not as a try of the call. */
  | { readonly then: 'queue' }
  | { readonly then: 'try-later'; readonly inMs: number };

/** How fast a model takes calls, and when to give up: learnt from how the calls fare. */
export class Pace {
  readonly #limit: AdaptiveLimit;
  readonly #gate = new Gate();
  readonly #random: Random;
  readonly #maxTries: number;
  /** In an earlier run or in this one. */
  #everAnswered: boolean;
  #anySuccess = false;
  #givenUpInARow = 0;
  #timeoutsInARow = 0;

  /** @param everAnswered whether the model answered calls of an earlier run */
  constructor(maxInFlight: number, maxTries: number, random: Random, everAnswered: boolean) {
    this.#limit = new AdaptiveLimit(maxInFlight);
    this.#maxTries = maxTries;
    this.#random = random;
    this.#everAnswered = everAnswered;
  }

  /** How many calls may be in flight. */
  get limit(): number {
    return this.#gate.probing ? 1 : this.#limit.current;
  }
  /** Milliseconds since 1970 before which no call starts. */
  get closedUntil(): number {
    return this.#gate.until;
  }

  started(now: number): void {
    this.#gate.started(now);
  }

  succeeded(): void {
    this.#anySuccess = this.#everAnswered = true;
    this.#givenUpInARow = 0;
    this.#timeoutsInARow = 0;
    this.#gate.succeeded();
    this.#limit.succeeded();
  }

  /** @param tries made of the call that count against their limit, this one included */
  failed(error: CallError, tries: number, startedAt: number, now: number): NextStep {
    const { action, code, retryAfterMs } = error;
    if (action === 'stop') return { then: 'stop' };
    if (action === 'doubt') return this.#giveUp(this.#everAnswered);
    if (code === 'rate-limit') return this.#refused(retryAfterMs, startedAt, now);
    const emptyAgain = code === 'empty-reply' && tries >= MAX_EMPTY_REPLIES;
    if (action === 'fail' || emptyAgain) return { then: 'give-up' };
    if (tries >= this.#maxTries) return this.#giveUp(this.#anySuccess);
    // A wait that is over by this machine's clock is none.
    const inMs = retryAfterMs || backoffMs(tries, this.#random);
    if (code === 'timeout' && ++this.#timeoutsInARow >= TIMEOUTS_TO_THROTTLE) {
      this.#limit.throttled(startedAt, now);
    }
    if (retryAfterMs) this.#gate.hold(now, inMs);
    else if (code === 'unreachable') this.#gate.missed(startedAt, now, this.#random);
    return { then: 'try-later', inMs };
  }

  /** The limit is the account's, and no fault of the call. */
  #refused(askedMs: number | null, startedAt: number, now: number): NextStep {
    this.#limit.throttled(startedAt, now);
    this.#gate.refused(startedAt, now, askedMs, this.#random);
    return { then: this.#gate.refusals > MAX_REFUSALS_IN_A_ROW ? 'stop' : 'queue' };
  }

  /** @param hopeful others may fare better */
  #giveUp(hopeful: boolean): NextStep {
    this.#givenUpInARow++;
    return { then: hopeful && this.#givenUpInARow <= MAX_GIVEN_UP_IN_A_ROW ? 'give-up' : 'stop' };
  }
}
