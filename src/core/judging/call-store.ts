import type { CallRecord } from './call';

/** Keeps the records of calls by key: IndexedDB on the page, a file on the command line. */
export interface CallStore {
  /** In the order of the keys; null where there is none. */
  load(keys: readonly string[]): Promise<(CallRecord | null)[]>;
  /** Replaces records of the same key. Durable when it resolves. */
  save(records: readonly CallRecord[]): Promise<void>;
}

/** Keeps records as long as it lives. */
export class MemoryCallStore implements CallStore {
  readonly #records = new Map<string, CallRecord>();

  get size(): number {
    return this.#records.size;
  }

  async load(keys: readonly string[]): Promise<(CallRecord | null)[]> {
    return keys.map((key) => this.#records.get(key) ?? null);
  }

  async save(records: readonly CallRecord[]): Promise<void> {
    for (const record of records) this.#records.set(record.key, record);
  }
}
