import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Prompt } from '../core/data';
import { DEFAULT_READ_OPTIONS } from '../core/formats/battle-record';
import { readBattleBlocks } from '../readers/battle-blocks';
import { BattleRepository } from '../storage/battles';
import { openDatabase, type Database, type WorkspaceRecord } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { Battles } from './battles.svelte';
import { FileAnswers } from './file-answers.svelte';
import { History } from './history.svelte';
import { StoredAnswers } from './stored-answers.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const RECORD: WorkspaceRecord = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 0 };

let database: Database;
beforeEach(async () => (database = await openDatabase()));
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

const annotation = (n: number, models: readonly [string, string]) => ({
  ...{ instruction: `Question ${n}`, output_1: 'One', output_2: 'Two', preference: 2 },
  ...{ generator_1: models[0], generator_2: models[1], annotator: 'votes' },
});

async function open() {
  const report = (error: unknown) => {
    throw error;
  };
  const history = new History();
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  const repository = new BattleRepository(database);
  const battles = new Battles({ store, repository, history, onChange: () => {}, report });
  const countTokens = async (texts: readonly string[]) => Int32Array.from(texts, () => 1);
  const answers = new StoredAnswers({ store, history, countTokens, report });
  let prompts: readonly Prompt[] = [];
  const fileAnswers = new FileAnswers({
    ...{ store, battles },
    prompts: () => prompts,
    answers: () => answers.book,
    addAnswers: (added, label) => answers.add(added, label),
  });
  const add = async (name: string, records: readonly object[]) => {
    const blob = new Blob([JSON.stringify(records)]);
    const found = await battles.add(
      {
        ...{ name, blob },
        read: (file, sink, control) =>
          readBattleBlocks(file.blob, name, DEFAULT_READ_OPTIONS, sink, control),
      },
      prompts,
    );
    ({ prompts } = found);
    return battles.files.at(-1)!.id;
  };
  return { history, battles, answers, fileAnswers, add };
}

it('takes a file’s answers over on request alone, undoably, and gives its pairs', async () => {
  const { history, battles, answers, fileAnswers, add } = await open();
  const id = await add('votes.json', [annotation(1, ['a', 'b']), annotation(2, ['a', 'c'])]);
  await add('bare.json', [{ model_a: 'a', model_b: 'b', winner: 'tie', question_id: '1' }]);
  expect(fileAnswers.files.map(({ name }) => name)).toEqual(['votes.json']);
  expect([answers.book.size, fileAnswers.taken]).toEqual([0, []]);
  await expect(fileAnswers.pairs(id)).rejects.toMatchObject({ code: 'no-pairs' });

  expect(await fileAnswers.take(id, 10)).toMatchObject({ pairs: 2, others: 0, unfit: 0 });
  expect(answers.book.size).toBe(4);
  expect(fileAnswers.taken).toHaveLength(1);
  expect(Object.values(await fileAnswers.pairs(id))).toEqual([[['a', 'b']], [['a', 'c']]]);
  expect(history.undoLabel).toBe('Answers of votes.json');
  history.undo();
  expect(answers.book.size).toBe(0);
  history.redo();
  expect(answers.book.size).toBe(4);
  battles.remove(id);
  await expect(fileAnswers.take(id, 10)).rejects.toMatchObject({ code: 'file-gone' });
});

it('follows a model that was renamed', async () => {
  const { battles, answers, fileAnswers, add } = await open();
  const id = await add('votes.json', [annotation(1, ['a', 'b'])]);
  battles.rename(id, 'a', 'alpha');
  await fileAnswers.take(id, 10);
  expect(answers.book.models).toEqual(['alpha', 'b']);
  expect(Object.values(await fileAnswers.pairs(id))).toEqual([[['alpha', 'b']]]);
});
