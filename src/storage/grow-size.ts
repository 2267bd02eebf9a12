import { storedSize } from '../core/stored-size';
import type { Writing } from './transact';

/**
 * Counts what a transaction adds to a part of a workspace. What replaces an older value counts as
 * added, so that a part that is written again and again shows too large rather than too small.
 */
export async function growSize(
  transaction: Writing,
  workspace: string,
  part: string,
  added: unknown,
): Promise<void> {
  const sizes = transaction.objectStore('sizes');
  const before = (await sizes.get([workspace, part])) ?? 0;
  await sizes.put(before + storedSize(added), [workspace, part]);
}
