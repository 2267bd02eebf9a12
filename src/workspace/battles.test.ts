import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BattleRecord } from '../core/formats/battle-record';
import { BATTLE_FORMS } from '../core/formats/written-battles';
import { judgedBattleReader } from '../stages/judged-battles';
import { testPrompts } from '../stages/testing/local-run';
import { BattleRepository } from '../storage/battles';
import { openDatabase, type Database, type WorkspaceRecord } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { Battles, type BattleSource } from './battles.svelte';
import { History } from './history.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const PROMPTS = testPrompts(3);
const RECORD: WorkspaceRecord = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 3 };

let database: Database;
beforeEach(async () => (database = await openDatabase()));
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

function openBattles(history = new History()): Battles {
  return new Battles({
    store: new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {}),
    repository: new BattleRepository(database),
    history,
    onChange: () => {},
    report: (error) => {
      throw error;
    },
  });
}

const battlesOf = (judge: string): BattleRecord[] =>
  PROMPTS.map(({ id }) => ({
    promptId: id,
    modelA: 'a',
    modelB: 'b',
    outcome: 1,
    weight: 1,
    judge,
  }));

/** A file that is being read until it is told to end. */
function slowFile(name: string): { readonly source: BattleSource; readonly end: () => void } {
  let end!: () => void;
  const told = new Promise<void>((resolve) => (end = resolve));
  const source: BattleSource = {
    name,
    blob: new Blob(),
    read: async (file, sink, control) => {
      await told;
      control.signal?.throwIfAborted();
      return judgedBattleReader(battlesOf('file'))(file, sink, control);
    },
  };
  return { source, end };
}

it('battles of a run wait for a file that is being added, and cancel nothing', async () => {
  const battles = openBattles();
  const { source, end } = slowFile('file.csv');
  const added = battles.add(source, PROMPTS);
  const received = [
    battles.receive('first run', battlesOf('one'), PROMPTS),
    battles.receive('second run', battlesOf('two'), PROMPTS),
  ];
  end();
  await Promise.all([added, ...received]);
  expect(battles.files.map(({ name, battles: count }) => [name, count])).toEqual([
    ['file.csv', 3],
    ['first run', 3],
    ['second run', 3],
  ]);
});

it('a file that is added while battles of a run come in leaves them whole', async () => {
  const battles = openBattles();
  const received = battles.receive('run', battlesOf('one'), PROMPTS);
  const { source, end } = slowFile('file.csv');
  const added = battles.add(source, PROMPTS);
  end();
  await Promise.all([received, added]);
  expect(battles.files.map(({ name }) => name)).toEqual(['run', 'file.csv']);
});

it('a newer file cancels an older one that is still being added', async () => {
  const battles = openBattles();
  const older = slowFile('older.csv');
  const newer = slowFile('newer.csv');
  const cancelled = battles.add(older.source, PROMPTS);
  const added = battles.add(newer.source, PROMPTS);
  older.end();
  newer.end();
  await expect(cancelled).rejects.toThrow('Cancelled');
  await added;
  expect(battles.files.map(({ name }) => name)).toEqual(['newer.csv']);
});

it('battles that the user puts in the place of others can be undone, over a reload', async () => {
  const history = new History();
  const battles = openBattles(history);
  await battles.receive('run', battlesOf('one'), PROMPTS);
  expect(history.undoLabel).toBeNull();
  await battles.receive('run', battlesOf('two').slice(1), PROMPTS, 'Use the battles');
  expect(battles.heldOf('run')).toEqual({ count: 2, weight: 2 });
  expect(battles.heldOf('other').count).toBe(0);
  history.undo();
  expect(battles.heldOf('run').count).toBe(3);
  history.redo();
  history.undo();
  const again = openBattles();
  await again.load();
  expect([...again.records()].map(({ judge }) => judge)).toEqual(['one', 'one', 'one']);
});

it('writes battles with their texts, prompt by prompt, of one file or of all', async () => {
  const battles = openBattles();
  const withTexts = battlesOf('j').map((battle) => {
    return { ...battle, answerA: ['One.'], answerB: ['Two.'], explanation: 'Why.' };
  });
  await battles.receive('first', withTexts, PROMPTS);
  await battles.receive('second', battlesOf('k'), PROMPTS);
  const [, , alpaca] = BATTLE_FORMS;
  const read = async (files: Battles['files']) =>
    JSON.parse(await (await battles.write(files, PROMPTS, alpaca)).text()) as object[];
  expect(await read(battles.files.slice(0, 1))).toEqual(
    PROMPTS.map(({ text }) =>
      expect.objectContaining({
        ...{ instruction: text, annotator: 'j', preference: 1 },
        ...{ output_1: 'One.', output_2: 'Two.', raw_completion: 'Why.' },
      }),
    ),
  );
  expect(await read(battles.files)).toHaveLength(6);
});
