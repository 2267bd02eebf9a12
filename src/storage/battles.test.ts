import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, expect, test } from 'vitest';
import { packBattles } from '../core/ranking/battle-block';
import { BattleRepository } from './battles';
import { openDatabase, type BattleFileRecord, type Database } from './database';
import { WorkspaceRepository } from './workspaces';

let database: Database;
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

const block = packBattles([
  { promptId: 'p', modelA: 'a', modelB: 'b', outcome: 1, weight: 1, tags: ['x'] },
]);
const file = (workspace: string, id: string, added: number): BattleFileRecord => ({
  workspace,
  id,
  name: `${id}.csv`,
  added,
  form: 'Battles with a preference',
  rows: 1,
  battles: 1,
  answered: 0,
  blocks: 1,
  dropped: {},
  errors: [],
  lengthUnit: 'unknown',
  simulated: false,
});

test('keeps files with blocks and texts; a sweep takes what no file lists, of that workspace only', async () => {
  database = await openDatabase();
  const repository = new BattleRepository(database);
  for (const [workspace, id, added] of [
    ['w', 'second', 2],
    ['w', 'first', 1],
    ['other', 'theirs', 3],
  ] as const) {
    await repository.saveBlock(workspace, id, 0, block);
    await repository.saveTexts(workspace, id, 0, 0, [{ explanation: id }]);
    await repository.saveFile(file(workspace, id, added));
  }
  await repository.saveBlock('w', 'half-imported', 0, block);
  await repository.saveBlock('other', 'half-imported', 0, block);
  await repository.removeFile('w', 'second');
  expect(await repository.block('w', 'second', 0)).toEqual(block);

  const workspaces = new WorkspaceRepository(database);
  const before = (await workspaces.sizes()).get('w')!;
  await repository.sweep('w');
  const sizes = await workspaces.sizes();
  // One of three blocks and one of two texts are left.
  expect(sizes.get('w')).toBeLessThan(before / 2);
  expect(sizes.get('w')).toBeGreaterThan(0);
  expect((await repository.files('w')).map(({ id }) => id)).toEqual(['first']);
  expect(await repository.block('w', 'first', 0)).toEqual(block);
  expect(await repository.texts('w', 'first', 0, 0)).toEqual([{ explanation: 'first' }]);
  expect(await repository.texts('w', 'first', 0, 5)).toEqual([]);
  expect(await repository.block('w', 'second', 0)).toBeUndefined();
  expect(await repository.texts('w', 'second', 0, 0)).toEqual([]);
  expect(await repository.block('w', 'half-imported', 0)).toBeUndefined();
  expect(await repository.block('other', 'half-imported', 0)).toEqual(block);
});
