import type { Call } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { tagCalls, tagOf, type TagPlan, type TagSubject } from '../core/judging/tag-call';
import type { TagTask } from '../core/judging/tag-task';
import type { Control } from '../engine/control';
import { planCalls, storedRecords } from './run-calls';

/** The calls that ask a model about each item. */
export function planTags<T>(plan: TagPlan<T>, control: Control = {}): Promise<Call<TagSubject>[]> {
  return planCalls(tagCalls(plan), plan.items.length, control);
}

export interface Tagged<T> {
  /** By the item's id; items without a readable reply are absent, never empty. */
  readonly tags: ReadonlyMap<string, T>;
  readonly unparsed: number;
  readonly failed: number;
  readonly open: number;
}

/** The tags that the stored records give. */
export async function storedTags<T>(
  task: TagTask<T>,
  calls: readonly Call<TagSubject>[],
  store: CallStore,
): Promise<Tagged<T>> {
  const tags = new Map<string, T>();
  let unparsed = 0;
  let failed = 0;
  for await (const { call, record } of storedRecords(calls, store)) {
    const parsed = tagOf(task, record);
    if (parsed === null) failed++;
    else if (parsed.ok) tags.set(call.subject.id, parsed.value);
    else unparsed++;
  }
  return { tags, unparsed, failed, open: calls.length - tags.size - unparsed - failed };
}
