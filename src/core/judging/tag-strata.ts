import type { TagCounts } from './human-check';
import { NUMBERS, pairNumber, permanentNumber } from './permanent-number';

/** By prompt id, the names of the tags that a tagger gave it. */
export type HeldTags = ReadonlyMap<string, readonly string[]>;

/** The prompts that have a tag, and those that were asked about and have it not. */
export interface TagStrata {
  readonly counts: TagCounts;
  /** Tells which prompts these are: the same for the same, whoever tagged them. */
  readonly mark: string;
}

/** Sums of two hashes over a set of prompts, so that order does not count. */
interface PromptSet {
  size: number;
  first: number;
  second: number;
}

const EMPTY: PromptSet = { size: 0, first: 0, second: 0 };
const [FIRST_SEED, SECOND_SEED] = [1, 2];

/** The strata of any tag, by its name. O(prompts + tags given). */
export function tagStrata(held: HeldTags): (name: string) => TagStrata {
  const all = { ...EMPTY };
  const having = new Map<string, PromptSet>();
  for (const [id, names] of held) {
    const first = permanentNumber(id, FIRST_SEED);
    const second = pairNumber(first, SECOND_SEED);
    add(all, first, second);
    for (const name of names.length > 1 ? new Set(names) : names) {
      const set = having.get(name) ?? { ...EMPTY };
      having.set(name, set);
      add(set, first, second);
    }
  }
  return (name) => {
    const tagged = having.get(name) ?? EMPTY;
    return {
      counts: { tagged: tagged.size, untagged: all.size - tagged.size },
      mark: JSON.stringify([tagged, all].flatMap((set) => [set.size, set.first, set.second])),
    };
  };
}

function add(set: PromptSet, first: number, second: number): void {
  set.size++;
  set.first = (set.first + first) % NUMBERS;
  set.second = (set.second + second) % NUMBERS;
}
