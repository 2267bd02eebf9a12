/** A name that may be another's alias. */
export interface AliasSuggestion {
  readonly name: string;
  /** 0 nothing in common, to 1 the same but for case and punctuation. */
  readonly likeness: number;
}

/** Below it two names have too little in common to be put forward. */
const LEAST_LIKENESS = 0.5;
/** What model names carry without being told apart by it. */
const FILLER = new Set(['the', 'model', 'hf', 'instruct', 'chat', 'it', 'preview']);
const FILLER_WEIGHT = 0.3;

/**
 * Names of `known` that may mean the same model as `name`, most alike first: weighted overlap
 * (Jaccard) of the words and numbers that the names consist of, without the owner before a slash;
 * words such as "instruct" count less, and different numbers (sizes, versions) are never alike.
 * @param limit how many at the most
 */
export function suggestAliases(
  name: string,
  known: readonly string[],
  limit = 3,
): AliasSuggestion[] {
  const own = wordsOf(name);
  return known
    .map((other) => ({ name: other, likeness: likeness(own, wordsOf(other)) }))
    .filter((each) => each.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, limit);
}

/** "meta-llama/Llama-2-70b-chat-hf" → llama, 2, 70b, chat, hf. */
function wordsOf(name: string): Set<string> {
  const bare = name.toLowerCase().replace(/^.*\//, '');
  return new Set(bare.match(/\d+(?:\.\d+)?[bkm]?(?![a-z])|[\p{L}]+|\d+/gu) ?? []);
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  let all = 0;
  let numbersDiffer = false;
  for (const word of new Set([...one, ...other])) {
    const weight = FILLER.has(word) ? FILLER_WEIGHT : 1;
    all += weight;
    if (one.has(word) && other.has(word)) common += weight;
    else if (/^\d/.test(word)) numbersDiffer = true;
  }
  const overlap = all === 0 ? 0 : common / all;
  return numbersDiffer && bothHaveNumbers(one, other) ? overlap / 2 : overlap;
}

function bothHaveNumbers(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const hasNumber = (words: ReadonlySet<string>) => [...words].some((word) => /^\d/.test(word));
  return hasNumber(one) && hasNumber(other);
}
