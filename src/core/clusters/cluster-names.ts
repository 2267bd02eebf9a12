const WORDS_PER_NAME = 3;
const SEPARATOR = ' · ';
/** A plural or another ending, not another word. */
const MAX_ENDING = 3;
const MIN_STEM = 4;

const sameStem = (a: string, b: string): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let shared = 0;
  while (shared < short.length && short[shared] === long[shared]) shared++;
  return shared >= MIN_STEM && long.length - shared <= MAX_ENDING;
};

/**
 * Names like "dishes · recipe · dance": the three best words of each cluster, forms of one word
 * once. Names are distinct: a cluster whose name is taken puts its next word last, and takes a
 * number where its words give out.
 * @param words by cluster, best first, see `nameWords`; ten or so leave room for distinct names
 */
export function clusterNames(words: readonly (readonly string[])[]): string[] {
  const taken = new Set<string>();
  const names = words.map((ranked, cluster) => {
    const distinct: string[] = [];
    for (const word of ranked)
      if (!distinct.some((other) => sameStem(other, word))) distinct.push(word);
    const first = distinct.slice(0, WORDS_PER_NAME - 1);
    const last = distinct.length > first.length ? distinct.slice(first.length) : [''];
    const candidates = last.map((word) => [...first, word].filter(Boolean).join(SEPARATOR));
    const fallback = candidates[0] || `Cluster ${cluster + 1}`;
    const name = candidates.find((candidate) => candidate && !taken.has(candidate)) ?? fallback;
    taken.add(name);
    return name;
  });
  return distinctNames(names);
}

/** The names, of which one that was there before takes a number: "law", "law (2)", "law (3)". */
export function distinctNames(names: readonly string[]): string[] {
  const own = new Set(names);
  const counts = new Map<string, number>();
  return names.map((name) => {
    let count = (counts.get(name) ?? 0) + 1;
    while (count > 1 && own.has(`${name} (${count})`)) count++;
    counts.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
