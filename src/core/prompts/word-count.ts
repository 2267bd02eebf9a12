/** Scripts written without spaces between words. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;
/** Tried only where a run begins: from each of its characters a long one of dashes costs seconds. */
const SPACED_WORD = /(?<!\S)[^\s\p{L}\p{N}]*[\p{L}\p{N}]\S*/gu;

let segmenter: Intl.Segmenter | undefined;

/**
 * Number of words: runs between white space that hold a letter or digit ("state-of-the-art" is
 * one); in texts with Chinese, Japanese, Thai, Lao, Khmer or Burmese, the word-like segments of
 * Unicode's rules and dictionaries (UAX 29, `Intl.Segmenter`).
 */
export function wordCount(text: string): number {
  if (!UNSPACED.test(text)) return text.match(SPACED_WORD)?.length ?? 0;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  let count = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count++;
  return count;
}
