import type { BattleTexts } from '../core/formats/battle-texts';
import type { BattleBlock } from '../core/ranking/battle-block';
import type { BattleFileRecord, Database } from './database';
import { growSize } from './grow-size';
import { transact } from './transact';
import { ofWorkspace } from './workspaces';

const STORES: ('battleFiles' | 'battleBlocks' | 'battleTexts' | 'sizes')[] = [
  'battleFiles',
  'battleBlocks',
  'battleTexts',
  'sizes',
];

/** Under which the size of a file's battles is kept. */
const partOf = (file: string) => `#battles ${file}`;
const ofFile = (workspace: string, file: string) =>
  IDBKeyRange.bound([workspace, file], [workspace, file, []]);

/**
 * Imported battles in blocks. A file counts once its record is there, which is written last: what a
 * crash left of an import, or a removal that can no longer be undone, goes with the next `sweep`.
 */
export class BattleRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the order in which they were added. */
  async files(workspace: string): Promise<BattleFileRecord[]> {
    const records = await this.#database.getAll('battleFiles', ofWorkspace(workspace));
    return records.sort((a, b) => a.added - b.added);
  }

  async block(workspace: string, file: string, block: number): Promise<BattleBlock | undefined> {
    return this.#database.get('battleBlocks', [workspace, file, block]);
  }

  /** Texts of a part of a block; none where the file holds none. */
  async texts(
    workspace: string,
    file: string,
    block: number,
    part: number,
  ): Promise<readonly BattleTexts[]> {
    return (await this.#database.get('battleTexts', [workspace, file, block, part])) ?? [];
  }

  async saveFile(record: BattleFileRecord): Promise<void> {
    await transact(this.#database, ['battleFiles'], (writing) =>
      writing.objectStore('battleFiles').put(record),
    );
  }

  /** Takes a file off the list; its blocks stay until `sweep`, so that this can be undone. */
  async removeFile(workspace: string, file: string): Promise<void> {
    await transact(this.#database, ['battleFiles'], (writing) =>
      writing.objectStore('battleFiles').delete([workspace, file]),
    );
  }

  async saveBlock(
    workspace: string,
    file: string,
    number: number,
    block: BattleBlock,
  ): Promise<void> {
    await transact(this.#database, ['battleBlocks', 'sizes'], async (writing) => {
      await writing.objectStore('battleBlocks').put(block, [workspace, file, number]);
      await growSize(writing, workspace, partOf(file), block);
    });
  }

  async saveTexts(
    workspace: string,
    file: string,
    block: number,
    part: number,
    texts: readonly BattleTexts[],
  ): Promise<void> {
    const key: [string, string, number, number] = [workspace, file, block, part];
    await transact(this.#database, ['battleTexts', 'sizes'], async (writing) => {
      await writing.objectStore('battleTexts').put(texts, key);
      await growSize(writing, workspace, partOf(file), texts);
    });
  }

  /** Deletes blocks and texts of files that are not on the list. */
  async sweep(workspace: string): Promise<void> {
    await transact(this.#database, STORES, async (transaction) => {
      const listed = await transaction
        .objectStore('battleFiles')
        .getAllKeys(ofWorkspace(workspace));
      const kept = new Set(listed.map(([, file]) => file));
      const blocks = transaction.objectStore('battleBlocks');
      const texts = transaction.objectStore('battleTexts');
      const stored = [
        ...(await blocks.getAllKeys(ofWorkspace(workspace))),
        ...(await texts.getAllKeys(ofWorkspace(workspace))),
      ].map(([, file]) => file);
      const orphans = new Set(stored.filter((file) => !kept.has(file)));
      const deletions = [...orphans].flatMap((file) => [
        blocks.delete(ofFile(workspace, file)),
        texts.delete(ofFile(workspace, file)),
        transaction.objectStore('sizes').delete([workspace, partOf(file)]),
      ]);
      await Promise.all(deletions);
    });
  }
}
