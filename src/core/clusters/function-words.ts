import type { TokenCorpus } from './tokens';

/** Fewer prompts of a language say nothing about its words; such languages are taken together. */
const MIN_PROMPTS = 12;
const REST = 'und';
const SHORT_CHARACTERS = 4;
/** Function words are the commonest words of every language, and the shortest (Zipf). */
const SHORT_WORD_SHARE = 0.1;
const LONG_WORD_SHARE = 0.2;
/** Its list of stop words is complete; and prompts of one English topic share that topic's word. */
const LISTED = 'en';

/**
 * Leaves out the words that a language's own prompts show to be function words, as lists of stop
 * words are short for most languages: words of up to four characters in a tenth of the language's
 * prompts, longer ones in a fifth. O(tokens).
 * @param languages one per prompt
 */
export function dropFunctionWords(corpus: TokenCorpus, languages: readonly string[]): TokenCorpus {
  const { terms, starts, tokens } = corpus;
  const sizes = sizesOf(languages);
  const groups = languages.map((language) =>
    language === LISTED || (sizes.get(language) ?? 0) >= MIN_PROMPTS ? language : REST,
  );
  const prompts = sizesOf(groups);
  const counts = new Map<string, Int32Array>();
  for (const [language, count] of prompts)
    if (language !== LISTED && count >= MIN_PROMPTS)
      counts.set(language, new Int32Array(terms.length));
  for (const [i, language] of groups.entries()) {
    const own = counts.get(language);
    if (own) for (let at = starts[i]; at < starts[i + 1]; at++) own[tokens[at]]++;
  }
  const keptStarts = new Int32Array(starts.length);
  const kept = new Int32Array(tokens.length);
  let length = 0;
  for (const [i, language] of groups.entries()) {
    const own = counts.get(language);
    const total = prompts.get(language) ?? 0;
    for (let at = starts[i]; at < starts[i + 1]; at++) {
      const term = tokens[at];
      const isShort = [...terms[term]].length <= SHORT_CHARACTERS;
      const share = own ? own[term] / total : 0;
      if (share < (isShort ? SHORT_WORD_SHARE : LONG_WORD_SHARE)) kept[length++] = term;
    }
    keptStarts[i + 1] = length;
  }
  return { ...corpus, starts: keptStarts, tokens: kept.slice(0, length) };
}

function sizesOf(names: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return sizes;
}
