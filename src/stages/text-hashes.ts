import { contentHash } from '../core/prompts/content-hash';
import { pause } from './pause';

/** Hashed in a few milliseconds. */
const CHARACTERS_AT_ONCE = 500_000;
const TEXTS_AT_ONCE = 5_000;

/** The content hash of each text, in slices, so that the page answers meanwhile. */
export async function textHashes(
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const hashes: string[] = [];
  let characters = 0;
  let count = 0;
  for (const text of texts) {
    hashes.push(contentHash(text));
    characters += text.length;
    if (characters < CHARACTERS_AT_ONCE && ++count < TEXTS_AT_ONCE) continue;
    characters = 0;
    count = 0;
    await pause();
    signal?.throwIfAborted();
  }
  return hashes;
}

/** One hash over the first `count` texts in their order. */
export function sequenceHash(hashes: readonly string[], count = hashes.length): string {
  return contentHash(hashes.slice(0, count).join(' '));
}
