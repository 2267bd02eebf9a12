import type { Random } from '../core/random';
import { AdaptiveLimit } from './adaptive-limit';
import { backoffMs } from './backoff';
import type { CallError } from './call-error';
import { Gate } from './gate';

/** Replies without any text after which that is taken for the model's last word. */
const MAX_EMPTY_REPLIES = 2;
/** Calls in a row that used up their tries: the others would too. */
const MAX_GIVEN_UP_IN_A_ROW = 5;

/** A single stall is nobody's fault; as many in a row mean that the provider is asked for too much at once. */
const TIMEOUTS_TO_THROTTLE = 3;

/** What becomes of a call after an error. */
export type NextStep =
  | { readonly then: 'stop' }
  | { readonly then: 'give-up' }
  | { readonly then: 'try-later'; readonly inMs: number };

/** How fast a provider takes calls, and when to give up: learnt from how the calls fare. */
export class Pace {
  readonly #limit: AdaptiveLimit;
  readonly #gate = new Gate();
  readonly #random: Random;
  readonly #maxTries: number;
  #anySuccess = false;
  #givenUpInARow = 0;
  #timeoutsInARow = 0;

  constructor(maxInFlight: number, maxTries: number, random: Random) {
    this.#limit = new AdaptiveLimit(maxInFlight);
    this.#maxTries = maxTries;
    this.#random = random;
  }

  /** How many calls may be in flight. */
  get limit(): number {
    return this.#gate.probing ? 1 : this.#limit.current;
  }
  /** Milliseconds since 1970 before which no call starts. */
  get closedUntil(): number {
    return this.#gate.until;
  }

  succeeded(): void {
    this.#anySuccess = true;
    this.#givenUpInARow = 0;
    this.#timeoutsInARow = 0;
    this.#gate.succeeded();
    this.#limit.succeeded();
  }

  /** @param tries made of the call, this one included */
  failed(error: CallError, tries: number, startedAt: number, now: number): NextStep {
    if (error.action === 'stop') return { then: 'stop' };
    const emptyAgain = error.code === 'empty-reply' && tries >= MAX_EMPTY_REPLIES;
    if (error.action === 'fail' || emptyAgain) return { then: 'give-up' };
    if (tries >= this.#maxTries) {
      this.#givenUpInARow++;
      const hopeless = !this.#anySuccess || this.#givenUpInARow > MAX_GIVEN_UP_IN_A_ROW;
      return { then: hopeless ? 'stop' : 'give-up' };
    }
    // A wait that is over by this machine's clock is none.
    const inMs = error.retryAfterMs || backoffMs(tries, this.#random);
    if (error.code === 'timeout') this.#timeoutsInARow++;
    if (error.code === 'rate-limit' || this.#timeoutsInARow >= TIMEOUTS_TO_THROTTLE) {
      this.#limit.throttled(startedAt, now);
    }
    if (error.retryAfterMs) this.#gate.hold(now, inMs);
    else if (error.code === 'unreachable') this.#gate.missed(startedAt, now, this.#random);
    return { then: 'try-later', inMs };
  }
}
