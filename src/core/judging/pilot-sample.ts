import { seededRandom, shuffle } from '../random';

/** An even sample of items, in random order; the same for the same seed, and a smaller one begins a larger. */
export function pilotSample<T>(items: readonly T[], size: number, seed: number): T[] {
  return shuffle([...items], seededRandom(seed)).slice(0, size);
}
