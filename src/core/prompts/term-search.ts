const QUOTED_OR_WORD = /"([^"]+)"|[^\s"]+/g;
const SPECIAL = /[.*+?^${}()|[\]\\]/g;
/** Scripts that put no spaces between words: a term may begin anywhere in them. */
const SPACED_START =
  /^(?![\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}])[\p{L}\p{N}]/u;

/** The terms of a query: its words, and "quoted phrases" as they stand. */
export function queryTerms(query: string): string[] {
  return Array.from(query.matchAll(QUOTED_OR_WORD), ([word, quoted]) =>
    (quoted ?? word).trim(),
  ).filter(Boolean);
}

/** Matches any of the terms, whatever the case, where a word begins. Terms are text, not patterns. */
export function termPattern(terms: readonly string[]): RegExp {
  const alternatives = terms.map((term) => {
    const text = term.replace(SPECIAL, '\\$&');
    return SPACED_START.test(term) ? `(?<![\\p{L}\\p{N}])${text}` : text;
  });
  return new RegExp(alternatives.join('|'), 'giu');
}

/**
 * How much a text is about all of the terms: the sum of ln(1 + occurrences), 0 where one is missing.
 * @param patterns one for each term
 */
export function termScore(text: string, patterns: readonly RegExp[]): number {
  let score = 0;
  for (const pattern of patterns) {
    const found = text.match(pattern);
    if (!found) return 0;
    score += Math.log1p(found.length);
  }
  return score;
}
