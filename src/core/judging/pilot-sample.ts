import { seededRandom, shuffle } from '../random';
import type { Call } from './call';
import { permanentNumber } from './permanent-number';

/** An even sample of items, in random order; the same for the same seed, and a smaller one begins a larger. */
export function pilotSample<T>(items: readonly T[], size: number, seed: number): T[] {
  return shuffle([...items], seededRandom(seed)).slice(0, size);
}

/**
 * The calls of a pilot, in random order. Of tags it asks about the prompts that a person's check draws
 * first (`permanentNumber`), so that what was checked of a pilot is drawn again of the whole.
 */
export function pilotCalls<C extends Pick<Call, 'subject' | 'key'>>(
  calls: readonly C[],
  size: number,
  seed: number,
): C[] {
  const numbered = calls.map((call) => ({
    call,
    number: permanentNumber(String(call.subject.id ?? call.key), seed),
  }));
  return numbered
    .sort((a, b) => a.number - b.number)
    .slice(0, size)
    .map(({ call }) => call);
}
