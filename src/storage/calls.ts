import type { CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { Database } from './database';
import { growSize } from './grow-size';
import { transact } from './transact';

const CALLS_PART = '#calls';

/** The calls of one workspace in IndexedDB. Every save is one transaction. */
export class CallRepository implements CallStore {
  readonly #database: Database;
  readonly #workspace: string;

  constructor(database: Database, workspace: string) {
    this.#database = database;
    this.#workspace = workspace;
  }

  async load(keys: readonly string[]): Promise<(CallRecord | null)[]> {
    const { store } = this.#database.transaction('calls');
    const found = await Promise.all(keys.map((key) => store.get([this.#workspace, key])));
    return found.map((entry) => entry?.record ?? null);
  }

  async save(records: readonly CallRecord[]): Promise<void> {
    const workspace = this.#workspace;
    await transact(this.#database, ['calls', 'sizes'], async (transaction) => {
      const store = transaction.objectStore('calls');
      for (const record of records) await store.put({ workspace, key: record.key, record });
      await growSize(transaction, workspace, CALLS_PART, records);
    });
  }
}
