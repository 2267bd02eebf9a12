import { decidingFinish, decidingText, type Call, type CallRecord } from './call';
import { callKey, InputHashes } from './call-key';
import type { Judge } from './judge-call';
import type { Parsed } from './parsed';
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

/** What a record says of its item; null for a call without a reply. */
export function tagOf<T>(task: TagTask<T>, record: CallRecord): Parsed<T> | null {
  if (record.status === 'failed') return null;
  if (record.status === 'unparsed') return { ok: false, reason: record.failure?.message ?? '' };
  return readTag(task, decidingText(record), decidingFinish(record));
}
