import type { StoreNames } from 'idb';
import type { Prompt, RowError } from '../core/data';
import { promptBatches } from '../core/prompts/prompt-batches';
import { storedSize } from '../core/stored-size';
import {
  PROMPTS_PART,
  type Database,
  type Schema,
  type StageRecord,
  type WorkspaceRecord,
} from './database';
import { transact, type Writing } from './transact';

/** How long a deleted workspace can be brought back. */
export const UNDO_DELETION_MS = 7 * 24 * 3600 * 1000;

/** All that belongs to one workspace. */
const STORES: StoreNames<Schema>[] = [
  'workspaces',
  'prompts',
  'rowErrors',
  'stages',
  'sizes',
  'battleFiles',
  'battleBlocks',
  'battleTexts',
  'calls',
];

export const ofWorkspace = (id: string) => IDBKeyRange.bound([id], [id, []]);

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

  /** Bytes of each workspace, by id; vectors that several share count in each. */
  async sizes(): Promise<ReadonlyMap<string, number>> {
    const sizes = new Map<string, number>();
    for await (const { key, value } of this.#database.transaction('sizes').store) {
      sizes.set(key[0], (sizes.get(key[0]) ?? 0) + value);
    }
    return sizes;
  }

  /** @param part such as a store of another repository that holds what is the workspace's */
  async saveSize(id: string, part: string, bytes: number): Promise<void> {
    await transact(this.#database, ['sizes'], (transaction) =>
      transaction.objectStore('sizes').put(bytes, [id, part]),
    );
  }

  async save(record: WorkspaceRecord): Promise<void> {
    await transact(this.#database, ['workspaces'], (transaction) =>
      transaction.objectStore('workspaces').put(record),
    );
  }

  /** The prompts block by block, so that reading many does not hold up the page. */
  async *promptBlocks(id: string): AsyncGenerator<readonly Prompt[]> {
    for (const key of await this.#database.getAllKeys('prompts', ofWorkspace(id))) {
      const block = await this.#database.get('prompts', key);
      if (block) yield block.prompts;
    }
  }

  async prompts(id: string): Promise<Prompt[]> {
    const prompts: Prompt[] = [];
    for await (const block of this.promptBlocks(id)) prompts.push(...block);
    return prompts;
  }

  async rowErrors(id: string): Promise<readonly RowError[]> {
    return (await this.#database.get('rowErrors', id))?.errors ?? [];
  }

  /**
   * Replaces prompts and row errors, and with them the record and the stages that came with them.
   * @throws {TouchstoneError} `disk-full`: all is as it was
   */
  async savePrompts(
    record: WorkspaceRecord,
    prompts: readonly Prompt[],
    errors: readonly RowError[],
    stages: readonly StageRecord[] = [],
  ): Promise<void> {
    await transact(this.#database, STORES, async (transaction) => {
      const store = transaction.objectStore('prompts');
      await store.delete(ofWorkspace(record.id));
      let block = 0;
      let bytes = 0;
      // One at a time: the copies of all in one task would hold up the page.
      for (const batch of promptBatches(prompts)) {
        await store.put({ workspace: record.id, block: block++, prompts: batch });
        bytes += storedSize(batch);
      }
      await transaction.objectStore('sizes').put(bytes, [record.id, PROMPTS_PART]);
      await transaction.objectStore('rowErrors').put({ workspace: record.id, errors });
      for (const stage of stages) await putStage(transaction, stage);
      await transaction.objectStore('workspaces').put(record);
    });
  }

  async stage(id: string, stage: string): Promise<StageRecord | undefined> {
    return this.#database.get('stages', [id, stage]);
  }

  async saveStage(record: StageRecord): Promise<void> {
    await transact(this.#database, ['stages', 'sizes'], (transaction) =>
      putStage(transaction, record),
    );
  }

  /** A stage that is kept in parts, part by part. */
  async *stageParts(id: string, stage: string): AsyncGenerator<unknown> {
    for (const key of await this.#database.getAllKeys('stages', partsOf(id, stage))) {
      const part = await this.#database.get('stages', key);
      if (part) yield part.result;
    }
  }

  /**
   * Replaces a stage that is kept in parts: the copy of all in one task would hold up the page.
   * @throws {TouchstoneError} `disk-full`: all is as it was
   */
  async saveStageParts(workspace: string, stage: string, parts: Iterable<unknown>): Promise<void> {
    await transact(this.#database, ['stages', 'sizes'], async (transaction) => {
      await transaction.objectStore('stages').delete(partsOf(workspace, stage));
      await transaction.objectStore('sizes').delete(partsOf(workspace, stage));
      let n = 0;
      for (const result of parts) {
        const part = `${stage}/${String(n++).padStart(PART_DIGITS, '0')}`;
        await putStage(transaction, { workspace, stage: part, key: stage, result });
      }
    });
  }

  /** Removes a workspace for good. Its vectors stay: other workspaces may hold the same texts. */
  async purge(id: string): Promise<void> {
    await transact(this.#database, STORES, (transaction) =>
      Promise.all([
        transaction.objectStore('battleFiles').delete(ofWorkspace(id)),
        transaction.objectStore('battleBlocks').delete(ofWorkspace(id)),
        transaction.objectStore('battleTexts').delete(ofWorkspace(id)),
        transaction.objectStore('workspaces').delete(id),
        transaction.objectStore('calls').delete(ofWorkspace(id)),
        transaction.objectStore('prompts').delete(ofWorkspace(id)),
        transaction.objectStore('rowErrors').delete(id),
        transaction.objectStore('stages').delete(ofWorkspace(id)),
        transaction.objectStore('sizes').delete(ofWorkspace(id)),
      ]),
    );
  }
}

/** So that parts are read in their order. */
const PART_DIGITS = 6;
/** Keys of the parts of a stage. */
const partsOf = (id: string, stage: string) =>
  IDBKeyRange.bound([id, `${stage}/`], [id, `${stage}/\uffff`]);

async function putStage(transaction: Writing, record: StageRecord): Promise<void> {
  await transaction.objectStore('stages').put(record);
  const { workspace, stage, result } = record;
  await transaction.objectStore('sizes').put(storedSize(result), [workspace, stage]);
}
