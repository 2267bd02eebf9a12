import { randomInteger, seededRandom, shuffle } from '../random';
import type { TagCounts } from './human-check';
import { pilotSample } from './pilot-sample';
import type { YesNoTag } from './yes-no-tags';

/** A prompt with a tag that a person says yes or no to. */
export interface CheckItem {
  /** Under which the answer is kept. */
  readonly key: string;
  readonly promptId: string;
  readonly tag: YesNoTag;
  /** Whether the model gave the prompt the tag. */
  readonly tagged: boolean;
}

/** What a person is asked about a model's tags. */
export interface TagCheck {
  /** Under which the answers are kept; changes with the words of the questions. */
  readonly id: string;
  readonly name: string;
  readonly counts: TagCounts;
  /** What a kept answer was given to; null where the model was not asked, or a tag is gone since. */
  itemOf(key: string): CheckItem | null;
  /**
   * Half of it of what the model tagged and half of what it did not, as far as there are any, in
   * random order. The same for the same seed.
   */
  sample(size: number, seed: number): CheckItem[];
}

const ALL_TAGS = 'all together';

/** By prompt id, the names of the tags that the model gave it. */
export type HeldTags = ReadonlyMap<string, readonly string[]>;

/** How many of a sample are of what the model tagged. */
function taggedPart({ tagged, untagged }: TagCounts, size: number): number {
  return Math.min(tagged, Math.max(Math.ceil(size / 2), size - untagged));
}

function mixed(items: readonly CheckItem[], seed: number): CheckItem[] {
  return shuffle([...items], seededRandom(seed));
}

/** Is one tag right? */
export function oneTagCheck(tag: YesNoTag, held: HeldTags): TagCheck {
  const hasTag = (id: string) => held.get(id)?.includes(tag.name) ?? false;
  const itemOf = (promptId: string): CheckItem => ({
    key: promptId,
    promptId,
    tag,
    tagged: hasTag(promptId),
  });
  let tagged = 0;
  for (const names of held.values()) if (names.includes(tag.name)) tagged++;
  const counts = { tagged, untagged: held.size - tagged };
  return {
    id: tag.id,
    name: tag.name,
    counts,
    itemOf: (key) => (held.has(key) ? itemOf(key) : null),
    sample(size, seed) {
      const ids = [...held.keys()];
      const [yes, no] = [true, false].map((side) => ids.filter((id) => hasTag(id) === side));
      const most = taggedPart(counts, size);
      const rest = Math.max(0, size - most);
      const chosen = [...pilotSample(yes, most, seed), ...pilotSample(no, rest, seed)];
      return mixed(chosen.map(itemOf), seed);
    },
  };
}

/** Are all tags of a question right, taken together? Asked are pairs of a prompt and a tag. */
export function allTagsCheck(tags: readonly YesNoTag[], held: HeldTags): TagCheck {
  const byName = new Map(tags.map((tag) => [tag.name, tag]));
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const itemOf = (promptId: string, tag: YesNoTag): CheckItem => ({
    key: JSON.stringify([tag.id, promptId]),
    promptId,
    tag,
    tagged: held.get(promptId)?.includes(tag.name) ?? false,
  });
  let tagged = 0;
  for (const names of held.values()) for (const name of names) if (byName.has(name)) tagged++;
  const pairs = held.size * tags.length;
  const counts = { tagged, untagged: pairs - tagged };
  return {
    id: JSON.stringify(['all', ...byId.keys()]),
    name: ALL_TAGS,
    counts,
    itemOf(key) {
      const [tagId, promptId] = JSON.parse(key) as [string, string];
      const tag = byId.get(tagId);
      return tag && held.has(promptId) ? itemOf(promptId, tag) : null;
    },
    sample(size, seed) {
      const ids = [...held.keys()];
      const pairAt = (i: number) => itemOf(ids[Math.floor(i / tags.length)], tags[i % tags.length]);
      const yes = ids.flatMap((id) =>
        (held.get(id) ?? []).flatMap((name) => {
          const tag = byName.get(name);
          return tag ? [[id, tag] as const] : [];
        }),
      );
      const most = taggedPart(counts, size);
      const rest = Math.min(counts.untagged, Math.max(0, size - most));
      const no = untaggedPairs(pairAt, pairs, rest, counts.untagged, seed);
      const chosen = pilotSample(yes, most, seed).map(([id, tag]) => itemOf(id, tag));
      return mixed([...chosen, ...no], seed);
    },
  };
}

/** An even sample of what the model said no to; of millions of pairs, so that they are rarely listed. */
function untaggedPairs(
  pairAt: (index: number) => CheckItem,
  pairs: number,
  wanted: number,
  there: number,
  seed: number,
): CheckItem[] {
  if (2 * wanted > there) {
    const all = Array.from({ length: pairs }, (_, i) => pairAt(i));
    return pilotSample(
      all.filter(({ tagged }) => !tagged),
      wanted,
      seed,
    );
  }
  const random = seededRandom(seed);
  const found = new Map<number, CheckItem>();
  while (found.size < wanted) {
    const index = randomInteger(random, pairs);
    const item = pairAt(index);
    if (!item.tagged) found.set(index, item);
  }
  return [...found.values()];
}
