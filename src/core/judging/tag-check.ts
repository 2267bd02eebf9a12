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
  // One tag's pairs have their prompts' numbers, so that several tags are checked on the same prompts.
  const offsets = tags.map(({ id }) => permanentNumber(id, seed));
  const numberOf = (prompt: number, tag: number) =>
    tags.length > 1 ? pairNumber(prompt, offsets[tag]) : prompt;

  const byName = new Map(tags.map((tag, index) => [tag.name, { tag, index }]));
  const yes = [...held].flatMap(([promptId, names]) =>
    [...new Set(names)].flatMap((name): Numbered[] => {
      const found = byName.get(name);
      if (!found) return [];
      const number = numberOf(permanentNumber(promptId, seed), found.index);
      return [[number, pairOf(found.tag, promptId, true)]];
    }),
  );

  const enough = (PAIRS_FOR_EACH * rest) / counts.untagged;
  const part = Math.min(1, Math.max(MOST_PAIRS / (held.size * tags.length), enough));
  const below = (bound: number) => {
    const found: Numbered[] = [];
    for (const [promptId, names] of held) {
      const prompt = permanentNumber(promptId, seed);
      if (prompt >= part * NUMBERS) continue;
      tags.forEach((tag, index) => {
        const number = numberOf(prompt, index);
        if (number >= bound || names.includes(tag.name)) return;
        found.push([number, pairOf(tag, promptId, false)]);
      });
    }
    return found;
  };
  let bound = (2 * rest * NUMBERS) / (part * counts.untagged);
  let no = rest > 0 ? below(bound) : [];
  while (no.length < rest && bound < NUMBERS) no = below((bound *= 2));

  const order = ([number]: Numbered) => pairNumber(number, seed);
  return [...lowest(yes, most), ...lowest(no, rest)]
    .sort((a, b) => order(a) - order(b))
    .map(([, item]) => item);
}

/** Pairs with equal numbers stay in the order of their prompts, which tells nothing. */
function lowest(pairs: Numbered[], count: number): Numbered[] {
  return pairs.sort(([a], [b]) => a - b).slice(0, count);
}
