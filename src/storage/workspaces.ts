import type { Prompt, RowError } from '../core/data';
import { storageError, type Database, type StageRecord, type WorkspaceRecord } from './database';

const PROMPTS_A_BLOCK = 2000;
/** How long a deleted workspace can be brought back. */
export const UNDO_DELETION_MS = 7 * 24 * 3600 * 1000;

const ofWorkspace = (id: string) => IDBKeyRange.bound([id], [id, []]);

/** What is kept of each workspace. Every write is one transaction: all of it happens or none. */
export class WorkspaceRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Newest first, deleted ones included (they carry `deleted`). */
  async list(): Promise<WorkspaceRecord[]> {
    const records = await this.#database.getAll('workspaces');
    return records.sort((a, b) => b.modified - a.modified);
  }

  async save(record: WorkspaceRecord): Promise<void> {
    await this.#write(() => this.#database.put('workspaces', record));
  }

  async prompts(id: string): Promise<Prompt[]> {
    const blocks = await this.#database.getAll('prompts', ofWorkspace(id));
    return blocks.flatMap((block) => block.prompts);
  }

  async rowErrors(id: string): Promise<readonly RowError[]> {
    return (await this.#database.get('rowErrors', id))?.errors ?? [];
  }

  /** Replaces prompts and row errors, and the record with them. */
  async savePrompts(
    record: WorkspaceRecord,
    prompts: readonly Prompt[],
    errors: readonly RowError[],
  ): Promise<void> {
    await this.#write(async () => {
      const transaction = this.#database.transaction(
        ['workspaces', 'prompts', 'rowErrors'],
        'readwrite',
      );
      const store = transaction.objectStore('prompts');
      const writes: Promise<unknown>[] = [store.delete(ofWorkspace(record.id))];
      for (let start = 0; start < prompts.length; start += PROMPTS_A_BLOCK) {
        writes.push(
          store.put({
            workspace: record.id,
            block: start / PROMPTS_A_BLOCK,
            prompts: prompts.slice(start, start + PROMPTS_A_BLOCK),
          }),
        );
      }
      writes.push(transaction.objectStore('rowErrors').put({ workspace: record.id, errors }));
      writes.push(transaction.objectStore('workspaces').put(record));
      await Promise.all([...writes, transaction.done]);
    });
  }

  async stage(id: string, stage: string): Promise<StageRecord | undefined> {
    return this.#database.get('stages', [id, stage]);
  }

  async saveStage(record: StageRecord): Promise<void> {
    await this.#write(() => this.#database.put('stages', record));
  }

  /** Removes a workspace for good. Its vectors stay: other workspaces may hold the same texts. */
  async purge(id: string): Promise<void> {
    await this.#write(async () => {
      const transaction = this.#database.transaction(
        ['workspaces', 'prompts', 'rowErrors', 'stages', 'calls'],
        'readwrite',
      );
      await Promise.all([
        transaction.objectStore('workspaces').delete(id),
        transaction.objectStore('calls').delete(ofWorkspace(id)),
        transaction.objectStore('prompts').delete(ofWorkspace(id)),
        transaction.objectStore('rowErrors').delete(id),
        transaction.objectStore('stages').delete(ofWorkspace(id)),
        transaction.done,
      ]);
    });
  }

  async #write(run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      throw storageError(error);
    }
  }
}
