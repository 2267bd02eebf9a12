import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { promptsWith } from '../core/labels/testing/prompts';
import { workersInThread } from '../engine/testing/workers-in-thread';
import { openDatabase, type Database } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { History } from './history.svelte';
import { Labels } from './labels.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const PROMPTS = promptsWith({}, {}, {}, {}, {}, {});
const RECORD = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: PROMPTS.length };
/** Even prompts point one way, odd ones another. */
const VECTORS = {
  data: Float32Array.from(PROMPTS.flatMap((_, i) => (i % 2 ? [0, 1] : [1, 0]))),
  count: PROMPTS.length,
  dim: 2,
};

let database: Database;
let labels: Labels;
let restoreScope: () => void;
let told: unknown[];

beforeEach(async () => {
  database = await openDatabase();
  restoreScope = workersInThread();
  told = [];
  const analysis = { vectors: VECTORS, neighbours: null, nearDuplicates: { groupOf: null } };
  const subject = {
    ...{ prompts: PROMPTS, rowErrors: [], history: new History(), clusters: { state: null } },
    ...{ analysis, report: (error: unknown) => void told.push(error) },
  };
  labels = new Labels(
    subject,
    new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {}),
  );
});

afterEach(async () => {
  labels.close();
  restoreScope();
  expect(told).toEqual([]);
  database.close();
  await deleteDB('touchstone');
});

it('validates on the labels held out, which never vote, also when one is corrected by hand', async () => {
  const { validation } = labels;
  expect([validation.heldOut, validation.mode]).toEqual([0, 'leave-one-out']);
  const rows = ['p0,a,', 'p1,b,', 'p2,a,test', 'p3,a,test', 'p4,general,test'].join('\n');
  const blob = new Blob([`id,label,split\n${rows}\n`]);
  const taken = await labels.takeInFile({ name: 'l.csv', blob }, true);
  expect(taken).toMatchObject({ taken: 5, heldOut: 3 });
  expect([validation.heldOut, validation.mode]).toEqual([3, 'held-out']);
  expect(labels.seedChoice.seeds.map(({ row }) => row)).toEqual([0, 1]);
  labels.setSettings({ k: 1 });
  await validation.update();
  expect(validation.result?.validation.truth).toEqual(['a', 'a', 'general']);
  expect(validation.result?.validation.accuracy).toBe(0.5);
  labels.assign([3], 'b');
  await validation.update();
  expect(labels.seedChoice.seeds).toHaveLength(2);
  expect(validation.result?.validation.accuracy).toBe(1);
  validation.mode = 'leave-one-out';
  await validation.update();
  expect(validation.result?.validation.truth).toEqual(['a', 'b']);
});
