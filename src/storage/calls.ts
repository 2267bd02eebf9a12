import type { CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { Database } from './database';
import { transact } from './transact';

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
    await transact(this.#database, ['calls'], (transaction) => {
      const store = transaction.objectStore('calls');
      return Promise.all(
        records.map((record) => store.put({ workspace, key: record.key, record })),
      );
    });
  }
}
