import type { Label } from '../data';
import type { LabelSet } from './label-set';

/** What an edit did to a set of labels: so small an undo holds, however many labels there are. */
export interface LabelPatch {
  /** By prompt id: before and after; null for no label. */
  readonly changes: ReadonlyMap<string, readonly [before: Label | null, after: Label | null]>;
}

/** The difference of two sets; labels are compared by identity. */
export function labelPatch(before: LabelSet, after: LabelSet): LabelPatch {
  const changes = new Map<string, readonly [Label | null, Label | null]>();
  for (const [id, label] of before) {
    const now = after.get(id) ?? null;
    if (now !== label) changes.set(id, [label, now]);
  }
  for (const [id, label] of after) if (!before.has(id)) changes.set(id, [null, label]);
  return { changes };
}

/** The set after the patch, or before it. */
export function patched(
  current: LabelSet,
  { changes }: LabelPatch,
  side: 'before' | 'after',
): LabelSet {
  const labels = new Map(current);
  for (const [id, [before, after]] of changes) {
    const label = side === 'after' ? after : before;
    if (label) labels.set(id, label);
    else labels.delete(id);
  }
  return labels;
}
