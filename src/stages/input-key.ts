import type { Prompt, Vectors } from '../core/data';
import { bytesHash, contentHash } from '../core/prompts/content-hash';
import { pause } from './pause';

/** A few milliseconds of hashing. */
const SLICE_CHARACTERS = 250_000;
const SLICE_NUMBERS = 250_000;

/**
 * Names what a result was made from: ids and texts of the first prompts, and their vectors. Gives
 * way to the page between slices.
 * @param vectors those of a file, or the key of the model that makes them
 * @param count how many of the prompts, and of the vectors' rows
 */
export async function inputKey(
  prompts: readonly Prompt[],
  vectors: Vectors | string,
  count = prompts.length,
): Promise<string> {
  const parts: string[] = [];
  let slice: string[] = [];
  let characters = 0;
  for (const { id, text } of prompts.slice(0, count)) {
    slice.push(`${id}\u0000${text}`);
    characters += text.length;
    if (characters < SLICE_CHARACTERS) continue;
    parts.push(contentHash(slice.join('\u0001')));
    slice = [];
    characters = 0;
    await pause();
  }
  parts.push(contentHash(slice.join('\u0001')));
  if (typeof vectors === 'string') return contentHash(`${parts.join()} ${vectors}`);
  const { data, dim } = vectors;
  for (let at = 0; at < count * dim; at += SLICE_NUMBERS) {
    const numbers = data.subarray(at, Math.min(at + SLICE_NUMBERS, count * dim));
    parts.push(bytesHash(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)));
    await pause();
  }
  return contentHash(`${parts.join()} ${dim}`);
}
