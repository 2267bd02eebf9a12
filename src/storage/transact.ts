import type { IDBPTransaction, StoreNames } from 'idb';
import { TouchstoneError } from '../core/data';
import type { Database, Schema } from './database';

/** A transaction under way; only the stores that it was opened on can be written to. */
export type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>;

/** A clear message in place of the browser's for a full disk; other errors pass. */
function storageError(error: unknown): unknown {
  if ((error as { name?: unknown } | null)?.name === 'QuotaExceededError') {
    return new TouchstoneError(
      'disk-full',
      'There is no room left for this page on the disk, so nothing of this step was kept and what was there stays. Delete a workspace (menu at the top left, then “Remove for good”) or free disk space, then try again.',
    );
  }
  return error;
}

/**
 * Runs writes in one transaction: all of them happen or none.
 * @param write awaits nothing but requests of the transaction
 * @throws {TouchstoneError} `disk-full`; else what `write` or the browser throws
 */
export async function transact(
  database: Database,
  stores: StoreNames<Schema>[],
  write: (transaction: Writing) => Promise<unknown>,
): Promise<void> {
  const transaction = database.transaction(stores, 'readwrite');
  // Heard here too: an abort rejects it before anyone waits for it.
  transaction.done.catch(() => {});
  try {
    await write(transaction);
    await transaction.done;
  } catch (error) {
    // A failed request aborts by itself; an error of `write` has to.
    if (transaction.error === null) abort(transaction);
    await transaction.done.catch(() => {});
    // Requests under way fail with AbortError; the transaction knows why.
    throw storageError(transaction.error ?? error);
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
