import type { BattleIndex } from './battle-index';

/** The unordered pairs of models that met, first < second. */
export interface Pairs {
  readonly models: number;
  readonly count: number;
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** The sufficient statistics of a Bradley-Terry fit: per pair the games and the first one's wins. */
export interface PairCounts {
  /** Sum of weights. */
  readonly games: Float64Array;
  /** Sum of weight × first's share: a tie is half a win. */
  readonly wins: Float64Array;
}

/** The same counts for each prompt, pair by pair. */
export interface PromptCounts extends PairCounts {
  /** Entries of pair p: `starts[p]` to `starts[p + 1]`, by ascending prompt. */
  readonly starts: Int32Array;
  readonly prompt: Int32Array;
}

export function findPairs(index: BattleIndex): { pairs: Pairs; pairOf: Int32Array } {
  const models = index.models.length;
  const numbers = new Map<number, number>();
  const pairOf = new Int32Array(index.count);
  for (let row = 0; row < index.count; row++) {
    const a = index.modelA[row];
    const b = index.modelB[row];
    const key = Math.min(a, b) * models + Math.max(a, b);
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    pairOf[row] = number;
  }
  const keys = [...numbers.keys()];
  return {
    pairs: {
      models,
      count: keys.length,
      first: Int32Array.from(keys, (key) => Math.floor(key / models)),
      second: Int32Array.from(keys, (key) => key % models),
    },
    pairOf,
  };
}

/** Aggregates battles to one entry for each pair and prompt. Cost linear, plus a table of prompts. */
export function countByPrompt(index: BattleIndex, pairs: Pairs, pairOf: Int32Array): PromptCounts {
  const rows = Int32Array.from({ length: index.count }, (_, row) => row);
  const byPrompt = sortedBy(rows, index.prompt, index.prompts.length);
  const byPair = sortedBy(byPrompt, pairOf, pairs.count);
  const starts = new Int32Array(pairs.count + 1);
  const prompt = new Int32Array(index.count);
  const games = new Float64Array(index.count);
  const wins = new Float64Array(index.count);
  let entry = -1;
  let pair = -1;
  for (const row of byPair) {
    const isNewPair = pairOf[row] !== pair;
    if (isNewPair || prompt[entry] !== index.prompt[row]) prompt[++entry] = index.prompt[row];
    pair = pairOf[row];
    const firstIsA = index.modelA[row] === pairs.first[pair];
    games[entry] += index.weight[row];
    wins[entry] += index.weight[row] * (firstIsA ? index.outcome[row] : 1 - index.outcome[row]);
    starts[pair + 1] = entry + 1;
  }
  return {
    starts,
    prompt: prompt.slice(0, entry + 1),
    games: games.slice(0, entry + 1),
    wins: wins.slice(0, entry + 1),
  };
}

/** Rows in ascending order of their key (0 to `keys` − 1), equal ones in the order given. */
export function sortedBy(rows: Int32Array, keyOf: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (const row of rows) next[keyOf[row] + 1]++;
  for (let key = 0; key < keys; key++) next[key + 1] += next[key];
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[next[keyOf[row]]++] = row;
  return sorted;
}

export function emptyPairCounts(pairs: Pairs): PairCounts {
  return { games: new Float64Array(pairs.count), wins: new Float64Array(pairs.count) };
}

/**
 * Adds up the counts of all prompts, each times its multiplicity (how often a bootstrap round drew
 * it), into `into`. Cost: one pass over the entries.
 */
export function sumCounts(
  counts: PromptCounts,
  multiplicity: Float64Array,
  into: PairCounts,
): PairCounts {
  const { starts, prompt, games, wins } = counts;
  for (let pair = 0; pair + 1 < starts.length; pair++) {
    let played = 0;
    let won = 0;
    for (let entry = starts[pair]; entry < starts[pair + 1]; entry++) {
      const times = multiplicity[prompt[entry]];
      played += times * games[entry];
      won += times * wins[entry];
    }
    into.games[pair] = played;
    into.wins[pair] = won;
  }
  return into;
}

/** The counts of all battles together. */
export function pairTotals(index: BattleIndex, pairs: Pairs, pairOf: Int32Array): PairCounts {
  const totals = emptyPairCounts(pairs);
  for (let row = 0; row < index.count; row++) {
    const pair = pairOf[row];
    const share =
      index.modelA[row] === pairs.first[pair] ? index.outcome[row] : 1 - index.outcome[row];
    totals.games[pair] += index.weight[row];
    totals.wins[pair] += index.weight[row] * share;
  }
  return totals;
}
