import type { Random } from '../core/random';

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 60_000;
/** However long a provider asks to wait, the runner asks again after this. */
export const MAX_RETRY_AFTER_MS = 120_000;

/**
 * Wait before the next try, in milliseconds: 0.5 s doubling up to a minute, of which a random half
 * to whole is taken, so that many callers don't return together.
 * @param tries made so far, from 1
 */
export function backoffMs(tries: number, random: Random): number {
  const full = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
  return full * (0.5 + random() / 2);
}

/**
 * Milliseconds that a `Retry-After` header asks for: seconds or an HTTP date, held to 0 to
 * MAX_RETRY_AFTER_MS. Null where there is none, or none that can be read. Source: RFC 9110, 10.2.3.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(MAX_RETRY_AFTER_MS, Math.max(0, ms));
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const TOLD_WAIT = /(?:try again|retry) (?:in|after) ((?:\d+(?:\.\d+)? ?(?:ms|[smh])[a-z]* ?)+)/i;

/**
 * Milliseconds that a provider asks for in words, such as "try again in 1m2.5s", held as
 * `retryAfterMs` holds them; null where there are none. A page often sees no header: it may read only
 * those that the provider exposes.
 */
export function toldWaitMs(words: string): number | null {
  const told = TOLD_WAIT.exec(words)?.[1];
  if (told === undefined) return null;
  const parts = told.toLowerCase().matchAll(/(\d+(?:\.\d+)?) ?(ms|mil|[smh])/g);
  const ms = [...parts].reduce(
    (sum, [, figure, unit]) => sum + Number(figure) * (UNITS_MS[unit] ?? 1),
    0,
  );
  return Math.min(MAX_RETRY_AFTER_MS, ms);
}
