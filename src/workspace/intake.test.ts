import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Prompt } from '../core/data';
import { readHere } from '../stages/direct-reader';
import type { ImportFile } from '../stages/import-prompts';
import { judgedBattleReader } from '../stages/judged-battles';
import { testPrompts } from '../stages/testing/local-run';
import { BattleRepository } from '../storage/battles';
import { openDatabase, type Database, type WorkspaceRecord } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { Battles, type BattleSource } from './battles.svelte';
import { History } from './history.svelte';
import { Intake } from './intake.svelte';
import { WorkspaceContents } from './workspace-contents.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const RECORD: WorkspaceRecord = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 0 };
const BROUGHT = testPrompts(2);

let database: Database;
let history: History;
let intake: Intake;
let errors: unknown[];
/** How often what hangs on the prompts has been brought up to date. */
let processed: number;

beforeEach(async () => {
  database = await openDatabase();
  history = new History();
  errors = [];
  processed = 0;
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  const report = (error: unknown) => void errors.push(error);
  const repository = new BattleRepository(database);
  const battles = new Battles({ store, repository, history, onChange: () => {}, report });
  intake = new Intake({
    store,
    history,
    battles,
    takeVectors: async () => {},
    takeLabels: async () => {},
    process: async () => void processed++,
    snapshot: () => () => {},
    cancel: () => {
      intake.job.cancel();
      battles.job.cancel();
    },
    attempt: (work) => work().then(() => {}, report),
    read: readHere,
  });
});
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

const file = (name: string, content: string): ImportFile => ({ name, blob: new Blob([content]) });
const texts = () => intake.contents.prompts.map(({ text }) => text);
const stored = async () =>
  (await new WorkspaceRepository(database).prompts('w')).map(({ text }) => text);

/** Battles on prompts that they bring along, read once `ready`. */
function battleFile(prompts: readonly Prompt[], ready: Promise<void> = Promise.resolve()) {
  const records = prompts.map(({ id }) => ({
    promptId: id,
    modelA: 'a',
    modelB: 'b',
    outcome: 1,
    weight: 1,
    judge: 'j',
  }));
  const source: BattleSource = {
    name: 'battles.jsonl',
    blob: new Blob(),
    read: async (which, sink, control) => {
      await ready;
      control.signal?.throwIfAborted();
      await sink.prompts(prompts);
      return judgedBattleReader(records)(which, sink, control);
    },
  };
  return source;
}

/** Steps of undo and redo go on after they return. */
async function untilProcessed(times: number): Promise<void> {
  while (processed < times) await new Promise((resolve) => setTimeout(resolve));
}

it('files that are added at once all come in', async () => {
  await Promise.all([
    intake.addFiles([file('a.txt', 'a\n')]),
    intake.addFiles([file('b.txt', 'b\n')]),
  ]);
  expect(errors).toEqual([]);
  expect(texts()).toEqual(['a', 'b']);
  expect(await stored()).toEqual(['a', 'b']);
});

it('what the last import did is still said after a reload', async () => {
  await intake.addFiles([file('a.jsonl', '{"prompt":"a"}\nnull\n')]);
  const { summary } = intake.contents;
  expect(summary).toBe('Added 1 prompt from a.jsonl; left out 1 bad row.');
  const reloaded = new WorkspaceContents(
    new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {}),
  );
  await reloaded.load();
  expect(reloaded.now).toMatchObject({ summary, errors: [{ row: 2 }] });
});

it('prompts that are added while battles are read stay', async () => {
  let end!: () => void;
  const ready = new Promise<void>((resolve) => (end = resolve));
  const battles = intake.addBattles([battleFile(BROUGHT, ready)]);
  const prompts = intake.addFiles([file('a.txt', 'a\n')]);
  end();
  await Promise.all([battles, prompts]);
  expect(errors).toEqual([]);
  expect(texts()).toEqual([...BROUGHT.map(({ text }) => text), 'a']);
});

it('a step of undo ends what is being added, and says so', async () => {
  await intake.addFiles([file('a.txt', 'a\n')]);
  const adding = ['b.txt', 'c.txt'].map((name) => intake.addFiles([file(name, name)]));
  history.undo();
  await Promise.all(adding);
  await untilProcessed(2);
  expect(texts()).toEqual([]);
  expect(errors).toMatchObject([{ code: 'import-stopped' }, { code: 'import-stopped' }]);
  expect(String(errors)).toMatch(/b\.txt was not added.*c\.txt was not added/);
});

it('what waits when the workspace is closed changes nothing', async () => {
  const adding = intake.addFiles([file('a.txt', 'a\n')]);
  intake.close();
  await adding;
  expect(await stored()).toEqual([]);
});

it('prompts that battles brought stay when the import before them is undone and redone', async () => {
  const brought = BROUGHT.map(({ text }) => text);
  await intake.addFiles([file('a.txt', 'a\n')]);
  await intake.addBattles([battleFile(BROUGHT)]);
  expect(texts()).toEqual(['a', ...brought]);
  history.undo();
  await untilProcessed(3);
  expect(texts()).toEqual(brought);
  history.redo();
  await untilProcessed(4);
  expect(texts()).toEqual(['a', ...brought]);
  expect(await stored()).toEqual(['a', ...brought]);
  expect(errors).toEqual([]);
});

it('says that the vectors of files go where battles bring prompts without one', async () => {
  await intake.addFiles([file('v.jsonl', '{"prompt":"a","embedding":[3,4]}\n')]);
  expect(intake.contents.given).not.toBeNull();
  await intake.addBattles([battleFile(BROUGHT)]);
  expect(intake.contents.given).toBeNull();
  expect(intake.contents.summary).toMatch(/^battles\.jsonl brought 2 prompts without vectors/);
  history.undo();
  await untilProcessed(3);
  expect(intake.contents.prompts).toHaveLength(2);
});
