import { seededRandom } from '../src/core/random';
import { textSeed } from './local-replies';

/** Shares of calls, each try drawn anew; the same call fails the same way in every run. */
export interface Faults {
  /** "Too many", with this many seconds of Retry-After; null for none. */
  readonly tooMany: number;
  readonly retryAfter: number | null;
  readonly serverError: number;
  /** The connection is cut after half of the reply. */
  readonly cut: number;
  readonly stall: number;
  readonly stallMs: number;
  readonly brokenJson: number;
  readonly missingVerdict: number;
  readonly refusal: number;
  readonly wrongLabel: number;
  readonly contentFilter: number;
  readonly empty: number;
  /** Refused as longer than the model's context. */
  readonly tooLong: number;
  /** Ended at the limit of tokens, half-way. */
  readonly truncated: number;
}

export const NO_FAULTS: Faults = {
  tooMany: 0,
  retryAfter: null,
  serverError: 0,
  cut: 0,
  stall: 0,
  stallMs: 30_000,
  brokenJson: 0,
  missingVerdict: 0,
  refusal: 0,
  wrongLabel: 0,
  contentFilter: 0,
  empty: 0,
  tooLong: 0,
  truncated: 0,
};

export type Strike = keyof Omit<Faults, 'retryAfter' | 'stallMs'>;
const STRIKES: readonly Strike[] = [
  'tooMany',
  'serverError',
  'cut',
  'stall',
  'brokenJson',
  'missingVerdict',
  'refusal',
  'wrongLabel',
  'contentFilter',
  'empty',
  'tooLong',
  'truncated',
];

/** Faults of the judge's own reply strike only where a verdict is asked. */
const ONLY_VERDICTS: readonly Strike[] = ['missingVerdict', 'wrongLabel'];

/** The fault that strikes a call's nth try, by the seed; null for none. */
export function strikeOf(
  identity: number,
  nth: number,
  verdictAsked: boolean,
  { faults, seed }: { readonly faults: Faults; readonly seed: number },
): Strike | null {
  let drawn = seededRandom(textSeed(String(seed), String(identity), String(nth)))();
  for (const strike of STRIKES) {
    if (ONLY_VERDICTS.includes(strike) && !verdictAsked) continue;
    if (drawn < faults[strike]) return strike;
    drawn -= faults[strike];
  }
  return null;
}
