import { storageError, type Database } from './database';

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

  async save(
    model: string,
    entries: readonly { readonly hash: string; readonly vector: Float32Array }[],
  ): Promise<void> {
    try {
      const transaction = this.#database.transaction('vectors', 'readwrite');
      await Promise.all([
        ...entries.map(({ hash, vector }) => transaction.store.put(vector, [model, hash])),
        transaction.done,
      ]);
    } catch (error) {
      throw storageError(error);
    }
  }

  /** Drops every vector whose hash is not in `used`; returns how many went. */
  async retain(used: ReadonlySet<string>): Promise<number> {
    const transaction = this.#database.transaction('vectors', 'readwrite');
    let dropped = 0;
    for (let cursor = await transaction.store.openKeyCursor(); cursor;) {
      if (!used.has(cursor.primaryKey[1])) {
        void transaction.store.delete(cursor.primaryKey);
        dropped++;
      }
      cursor = await cursor.continue();
    }
    await transaction.done;
    return dropped;
  }
}
