import type { TagCounts } from './human-check';
import { NUMBERS, pairNumber, permanentNumber } from './permanent-number';
import { tagStrata, type HeldTags } from './tag-strata';
import type { YesNoTag } from './yes-no-tags';

/** A prompt with a tag that a person says yes or no to. */
export interface CheckItem {
  /** Of this pair. */
  readonly key: string;
  readonly promptId: string;
  readonly tag: YesNoTag;
  /** Whether the tagger gave the prompt the tag. */
  readonly tagged: boolean;
}

/** What a person is asked about a tagger's tags: pairs of a prompt and a tag. */
export interface TagCheck {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly YesNoTag[];
  /** Over all pairs. */
  readonly counts: TagCounts;
  /** Which strata a sample is drawn from: one mark for each tag. */
  readonly strata: readonly string[];
  /** Null where the tagger was not asked about the prompt. */
  itemOf(tag: YesNoTag, promptId: string): CheckItem | null;
  /**
   * Half of it of what the tagger tagged and half of what it did not, as far as there are any, in
   * random order. The same for the same seed, and what two samples of one seed can share they do: a
   * larger one, or one of another tagger's tags.
   */
  sample(size: number, seed: number): CheckItem[];
}

const ALL_TAGS = 'all together';
/** Of more pairs only those of a random part of the prompts are looked through for what is untagged. */
const MOST_PAIRS = 2_000_000;
/** But of so many for each that is wanted. */
const PAIRS_FOR_EACH = 20;

type Numbered = readonly [number: number, item: CheckItem];

/** The checks of a question: of all tags together, where there are several, then of each. */
export function tagChecks(tags: readonly YesNoTag[], held: HeldTags): readonly TagCheck[] {
  const strataOf = tagStrata(held);
  const checkOf = (id: string, name: string, checked: readonly YesNoTag[]): TagCheck => {
    const strata = checked.map((tag) => ({ id: tag.id, ...strataOf(tag.name) }));
    const counts = {
      tagged: strata.reduce((sum, each) => sum + each.counts.tagged, 0),
      untagged: strata.reduce((sum, each) => sum + each.counts.untagged, 0),
    };
    return {
      ...{ id, name, tags: checked, counts },
      strata: strata.map((each) => JSON.stringify([each.id, each.mark])),
      itemOf(tag, promptId) {
        const names = held.get(promptId);
        return names ? pairOf(tag, promptId, names.includes(tag.name)) : null;
      },
      sample: (size, seed) => drawn(checked, held, counts, size, seed),
    };
  };
  const each = tags.map((tag) => checkOf(tag.id, tag.name, [tag]));
  return tags.length > 1 ? [checkOf(ALL_TAGS, ALL_TAGS, tags), ...each] : each;
}

function pairOf(tag: YesNoTag, promptId: string, tagged: boolean): CheckItem {
  return { key: JSON.stringify([tag.id, promptId]), promptId, tag, tagged };
}

/** How many of a sample are of what was tagged. */
function taggedPart({ tagged, untagged }: TagCounts, size: number): number {
  return Math.min(tagged, Math.max(Math.ceil(size / 2), size - untagged));
}

function drawn(
  tags: readonly YesNoTag[],
  held: HeldTags,
  counts: TagCounts,
  size: number,
  seed: number,
): CheckItem[] {
  const most = taggedPart(counts, size);
  const rest = Math.min(counts.untagged, Math.max(0, size - most));
  const prompts = Array.from(held, ([id, names]) => ({
    id,
    names,
    own: permanentNumber(id, seed),
  }));
  // One tag's pairs have their prompts' numbers, so that several tags are checked on the same prompts.
  const offsets = tags.map(({ id }) => permanentNumber(id, seed));
  const numberOf = (own: number, tag: number) =>
    tags.length > 1 ? pairNumber(own, offsets[tag]) : own;

  const indexOf = new Map(tags.map(({ name }, index) => [name, index]));
  const yes = lowest(most, counts.tagged, (bound, found) => {
    for (const { id, names, own } of prompts) {
      for (const name of names.length > 1 ? new Set(names) : names) {
        const tag = indexOf.get(name);
        if (tag === undefined) continue;
        const number = numberOf(own, tag);
        if (number < bound) found.push([number, pairOf(tags[tag], id, true)]);
      }
    }
  });

  const enough = (PAIRS_FOR_EACH * rest) / Math.max(1, counts.untagged);
  const part = Math.min(1, Math.max(MOST_PAIRS / (held.size * tags.length), enough));
  const no = lowest(rest, part * counts.untagged, (bound, found) => {
    for (const { id, names, own } of prompts) {
      if (own >= part * NUMBERS) continue;
      for (let tag = 0; tag < tags.length; tag++) {
        const number = numberOf(own, tag);
        if (number >= bound || names.includes(tags[tag].name)) continue;
        found.push([number, pairOf(tags[tag], id, false)]);
      }
    }
  });

  const order = ([number]: Numbered) => pairNumber(number, seed);
  return [...yes, ...no].sort((a, b) => order(a) - order(b)).map(([, item]) => item);
}

/**
 * The pairs with the lowest numbers; equal ones in the order of their prompts, which tells nothing.
 * @param there about how many pairs there are
 * @param below adds all pairs with numbers below a bound: first below one that holds twice as many
 */
function lowest(
  count: number,
  there: number,
  below: (bound: number, found: Numbered[]) => void,
): Numbered[] {
  if (count === 0) return [];
  const found: Numbered[] = [];
  for (let bound = (2 * count * NUMBERS) / there; ; bound *= 2) {
    found.length = 0;
    below(bound, found);
    if (found.length >= count || bound >= NUMBERS) break;
  }
  return found.sort(([a], [b]) => a - b).slice(0, count);
}
