import type { CheckedTag } from './human-check';
import type { CheckItem, TagCheck } from './tag-check';

/** A person's yes and no to tags: by the tag's id, then the prompt's. True whoever tags the prompt. */
export type TagAnswers = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

/** What random samples drew from the same strata, as far as the person came. */
export interface TagDraw {
  /** Of all tags that were drawn from, see `TagCheck.strata`. */
  readonly strata: readonly string[];
  /** Ids of the drawn prompts, by the tag's id. */
  readonly drawn: Readonly<Record<string, readonly string[]>>;
}

const NONE: Readonly<Record<string, boolean>> = {};

/** The answers to one tag, by prompt id. */
export function answersTo(answers: TagAnswers, tagId: string): Readonly<Record<string, boolean>> {
  return Object.hasOwn(answers, tagId) ? answers[tagId] : NONE;
}

/** Null where the person gave none. */
export function answerTo(answers: TagAnswers, { tag, promptId }: CheckItem): boolean | null {
  const given = answersTo(answers, tag.id);
  return Object.hasOwn(given, promptId) ? given[promptId] : null;
}

/** The answers with one more. */
export function withAnswer(
  answers: TagAnswers,
  { tag, promptId }: CheckItem,
  value: boolean,
): TagAnswers {
  return { ...answers, [tag.id]: { ...answersTo(answers, tag.id), [promptId]: value } };
}

/** Of draws from all strata of a check, as they are now, a part for fewer tags is random too. */
function isFor({ strata }: TagCheck, draw: TagDraw): boolean {
  const from = new Set(draw.strata);
  return strata.every((mark) => from.has(mark));
}

/** By tag id, the prompts that samples of a check's strata drew, or those that samples of others did. */
export function drawnFor(
  check: TagCheck,
  draws: readonly TagDraw[],
  others = false,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = draws.filter((draw) => isFor(check, draw) !== others);
  return new Map(
    check.tags.map(({ id }) => [id, new Set(found.flatMap(({ drawn }) => drawn[id] ?? []))]),
  );
}

/**
 * The answers that tell of a tagger: to what samples of its own strata drew. Others are as true, but
 * what they are about was drawn by the tags of another, and is no random part of these strata.
 */
export function countedAnswers(
  check: TagCheck,
  answers: TagAnswers,
  draws: readonly TagDraw[],
): CheckedTag[] {
  const drawn = drawnFor(check, draws);
  return check.tags.flatMap((tag) =>
    [...(drawn.get(tag.id) ?? [])].flatMap((promptId): CheckedTag[] => {
      const item = check.itemOf(tag, promptId);
      const human = item && answerTo(answers, item);
      return item && human !== null ? [{ tagged: item.tagged, human }] : [];
    }),
  );
}

/** How many answers to a check's pairs do not count for it. */
export function uncountedAnswers(
  check: TagCheck,
  answers: TagAnswers,
  draws: readonly TagDraw[],
): number {
  const drawn = drawnFor(check, draws);
  const others = (tagId: string) =>
    Object.keys(answersTo(answers, tagId)).filter((id) => !drawn.get(tagId)?.has(id));
  return check.tags.reduce(
    (sum, tag) => sum + others(tag.id).filter((id) => check.itemOf(tag, id) !== null).length,
    0,
  );
}

/** The draws with these pairs of a sample of a check, once it came so far. */
export function withDrawn(
  draws: readonly TagDraw[],
  check: TagCheck,
  items: readonly CheckItem[],
): readonly TagDraw[] {
  const isSame = (draw: TagDraw) =>
    isFor(check, draw) && draw.strata.length === check.strata.length;
  const before = draws.find(isSame) ?? { strata: check.strata, drawn: {} };
  const drawn: Record<string, readonly string[]> = { ...before.drawn };
  for (const { tag, promptId } of items) {
    drawn[tag.id] = [...new Set([...(drawn[tag.id] ?? []), promptId])];
  }
  return [...draws.filter((draw) => draw !== before), { strata: before.strata, drawn }];
}
