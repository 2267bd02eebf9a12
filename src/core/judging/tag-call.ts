import { decidingFinish, decidingText, type Call, type CallRecord } from './call';
import { callKey, InputHashes } from './call-key';
import type { Judge } from './judge-call';
import type { Parsed } from './parsed';
import { reasonIn } from './stated-result';
import {
  checkTag,
  MAX_TAGGED_CHARS,
  readTag,
  tagMessages,
  taggedText,
  tagVersion,
  type TagTask,
} from './tag-task';

/** Something to be tagged: a prompt, a cluster, or the list of clusters. */
export interface TagItem {
  readonly id: string;
  readonly text: string;
}

export type TagSubject = { readonly id: string; readonly task: string };

export interface TagPlan<T> {
  readonly task: TagTask<T>;
  readonly items: readonly TagItem[];
  /** The model that is asked; a tagger is a judge of texts. */
  readonly tagger: Judge;
  codeOf(key: string): string;
  mask(text: string): string;
}

export function* tagCalls<T>(plan: TagPlan<T>): Generator<Call<TagSubject>> {
  const { task, tagger, items, codeOf, mask } = plan;
  const { provider, model, parameters } = tagger;
  const hashes = new InputHashes();
  const template = tagVersion(task);
  for (const { id, text } of items) {
    const inputs = [hashes.of(taggedText(mask(text)))];
    const identity = { provider: provider.id, model, parameters, template, inputs, repeat: 0 };
    const key = callKey(identity);
    const delimiter = codeOf(key);
    yield {
      ...{ key, provider, model, parameters, delimiter },
      task: task.task,
      subject: { id, task: task.name },
      messages: () => tagMessages(task, mask(text), delimiter),
      check: (reply, finish) => checkTag(task, reply, finish),
      followUp: task.followUp,
    };
  }
}

/** How many texts are longer than a tagger is shown. */
export function cutTexts({ items, mask }: Pick<TagPlan<unknown>, 'items' | 'mask'>): number {
  return items.filter(({ text }) => mask(text).length > MAX_TAGGED_CHARS).length;
}

/**
 * What a record says of its item, with the first reply's reason where the follow-up gave none; null
 * for a call without a reply.
 */
export function tagOf<T>(task: TagTask<T>, record: CallRecord): Parsed<T> | null {
  if (record.status === 'failed') return null;
  if (record.status === 'unparsed') return { ok: false, reason: record.failure?.message ?? '' };
  const parsed = readTag(task, decidingText(record), decidingFinish(record));
  return parsed.ok && record.followUp !== null
    ? { ok: true, value: withReason(parsed.value, record.text) }
    : parsed;
}

/** A follow-up asks for the result alone: why it is so, the first reply said. */
function withReason<T>(tag: T, firstReply: string): T {
  const lacksReason =
    typeof tag === 'object' && tag !== null && 'reason' in tag && tag.reason === '';
  return lacksReason ? { ...tag, reason: reasonIn(firstReply) } : tag;
}
