import type { Keyword } from './keywords';
import type { TokenCorpus } from './tokens';

/** Pairs of keywords that so many prompts, and this share of the rarer one's prompts, hold side by side. */
const MIN_PAIR_PROMPTS = 2;
const MIN_PAIR_SHARE = 0.5;
/** A keyword of one prompt alone does not name a cluster of several. */
const MIN_PROMPTS = 2;
/** Written without a space between words. */
const UNSPACED_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u;

/**
 * What a cluster can be named by, best first: its keywords, those that stand side by side in several
 * prompts as one phrase ("machine learning") in the place of the better one, and words of a single
 * prompt last. O(tokens of the members).
 * @param keywords of the cluster, best first
 * @param members the cluster's prompts
 */
export function nameWords(
  { terms, starts, tokens }: TokenCorpus,
  keywords: readonly Keyword[],
  members: readonly number[],
): string[] {
  const places = new Map(keywords.map(({ term }, place) => [term, place]));
  const placeOf = (token: number) => places.get(terms[token]) ?? -1;
  const size = keywords.length;
  const counts = new Int32Array(size);
  const pairs = new Int32Array(size * size);
  for (const row of members) {
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const place = placeOf(tokens[at]);
      if (place < 0) continue;
      counts[place]++;
      const next = at + 1 < starts[row + 1] ? placeOf(tokens[at + 1]) : -1;
      if (next >= 0) pairs[place * size + next]++;
    }
  }
  const taken = new Set<number>();
  const words: { readonly word: string; readonly shared: boolean }[] = [];
  for (let place = 0; place < size; place++) {
    if (taken.has(place)) continue;
    taken.add(place);
    const shared = counts[place] >= MIN_PROMPTS;
    const partner = partnerOf(place);
    if (partner) taken.add(partner.place);
    words.push({ word: partner?.phrase ?? keywords[place].term, shared });
  }
  return [...words.filter(({ shared }) => shared), ...words.filter(({ shared }) => !shared)].map(
    ({ word }) => word,
  );

  /** The free keyword that most often stands before or after this one, often enough. */
  function partnerOf(place: number): { place: number; phrase: string } | null {
    let best: { place: number; phrase: string } | null = null;
    let most = MIN_PAIR_PROMPTS - 1;
    for (let other = 0; other < size; other++) {
      if (taken.has(other)) continue;
      const enough = MIN_PAIR_SHARE * Math.min(counts[place], counts[other]);
      for (const [first, second] of [
        [place, other],
        [other, place],
      ]) {
        const count = pairs[first * size + second];
        if (count <= most || count < enough) continue;
        most = count;
        const space = UNSPACED_END.test(keywords[first].term) ? '' : ' ';
        best = { place: other, phrase: keywords[first].term + space + keywords[second].term };
      }
    }
    return best;
  }
}
