import type { Database } from './database';
import { transact } from './transact';

/** Vectors by model key and text hash, shared by all workspaces. */
export class VectorRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the order of `hashes`; null where there is none yet. */
  async load(model: string, hashes: readonly string[]): Promise<(Float32Array | null)[]> {
    const store = this.#database.transaction('vectors').store;
    const found = await Promise.all(hashes.map((hash) => store.get([model, hash])));
    return found.map((vector) => vector ?? null);
  }

  /** @throws {TouchstoneError} `disk-full` */
  async save(
    model: string,
    entries: readonly { readonly hash: string; readonly vector: Float32Array }[],
  ): Promise<void> {
    await transact(this.#database, ['vectors'], async (transaction) => {
      const store = transaction.objectStore('vectors');
      for (const { hash, vector } of entries) await store.put(vector, [model, hash]);
    });
  }

  /** Drops every vector whose text's hash is not in `used`; returns how many went. */
  async retain(used: ReadonlySet<string>): Promise<number> {
    let dropped = 0;
    await transact(this.#database, ['vectors'], async (transaction) => {
      const store = transaction.objectStore('vectors');
      for (let cursor = await store.openKeyCursor(); cursor;) {
        if (!used.has(cursor.primaryKey[1])) {
          await store.delete(cursor.primaryKey);
          dropped++;
        }
        cursor = await cursor.continue();
      }
    });
    return dropped;
  }
}
