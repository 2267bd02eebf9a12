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

/** What became of a run's calls: each item is in one of the three, or open. */
export interface Tagged<T> {
  /** By the item's id; items without a readable reply are absent, never empty. */
  readonly tags: ReadonlyMap<string, T>;
  /** Ids of the items whose reply could not be read. */
  readonly unparsed: ReadonlySet<string>;
  /** Ids of the items without a reply. */
  readonly failed: ReadonlySet<string>;
  /** Items that were not asked about yet. */
  readonly open: number;
}

/** The tags that the stored records give. */
export async function storedTags<T>(
  task: TagTask<T>,
  calls: readonly Call<TagSubject>[],
  store: CallStore,
): Promise<Tagged<T>> {
  const tags = new Map<string, T>();
  const unparsed = new Set<string>();
  const failed = new Set<string>();
  for await (const { call, record } of storedRecords(calls, store)) {
    const { id } = call.subject;
    const parsed = tagOf(task, record);
    if (parsed === null) failed.add(id);
    else if (parsed.ok) tags.set(id, parsed.value);
    else unparsed.add(id);
  }
  const open = calls.length - tags.size - unparsed.size - failed.size;
  return { tags, unparsed, failed, open };
}
