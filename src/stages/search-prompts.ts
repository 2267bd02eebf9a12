import type { Prompt, Vectors } from '../core/data';
import { queryTerms, termPattern, termScore } from '../core/prompts/term-search';
import { nearestTo, type Near } from '../core/vectors/cosine';
import { pause } from './pause';

/** A few milliseconds of work each. */
const SLICE_CHARACTERS = 250_000;
const SLICE_ROWS = 4_000;

export interface FoundPrompt {
  readonly index: number;
  /** Larger is better: the cosine, or `termScore`. */
  readonly score: number;
}

/** Prompts that hold all words of the query, best first, of equal ones the shorter. Gives way to the page. */
export async function searchWords(
  prompts: readonly Prompt[],
  query: string,
): Promise<FoundPrompt[]> {
  const patterns = queryTerms(query).map((term) => termPattern([term]));
  const found: FoundPrompt[] = [];
  let characters = 0;
  for (const [index, { text }] of prompts.entries()) {
    const score = termScore(text, patterns);
    if (score > 0) found.push({ index, score });
    characters += text.length;
    if (characters < SLICE_CHARACTERS) continue;
    characters = 0;
    await pause();
  }
  const length = ({ index }: FoundPrompt) => prompts[index].text.length;
  return found.sort((a, b) => b.score - a.score || length(a) - length(b) || a.index - b.index);
}

/** The prompts nearest to a vector by cosine, nearest first. Gives way to the page. */
export async function searchMeaning(
  vector: Float32Array,
  { data, count, dim }: Vectors,
  most: number,
): Promise<FoundPrompt[]> {
  let best: Near[] = [];
  for (let at = 0; at < count; at += SLICE_ROWS) {
    const rows = Math.min(SLICE_ROWS, count - at);
    const slice = { data: data.subarray(at * dim, (at + rows) * dim), count: rows, dim };
    const near = nearestTo(vector, slice, most);
    best = [...best, ...near.map(({ index, distance }) => ({ index: at + index, distance }))]
      .sort((a, b) => a.distance - b.distance || a.index - b.index)
      .slice(0, most);
    await pause();
  }
  return best.map(({ index, distance }) => ({ index, score: 1 - distance }));
}
