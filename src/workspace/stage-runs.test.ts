import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase, type Database, type WorkspaceRecord } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { Job } from './job.svelte';
import { StageRuns } from './stage-runs';
import { WorkspaceStore } from './workspace-store.svelte';

const RECORD: WorkspaceRecord = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 0 };
const SUPERSEDED = { name: 'AbortError' };

let database: Database;
let store: WorkspaceStore;
let runs: StageRuns;
const job = new Job('Map');

beforeEach(async () => {
  database = await openDatabase();
  store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  runs = new StageRuns(store);
});
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

/** A computation that gives its result when told, and tells when it has begun. */
function slow(value: string) {
  let begin!: () => void;
  let end!: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const told = new Promise<void>((resolve) => (end = resolve));
  const compute = async () => {
    begin();
    await told;
    return value;
  };
  return { begun, end: () => end(), compute };
}

it('a superseded run stores nothing over what a newer one has stored', async () => {
  const older = slow('older');
  const first = runs.start().stage('layout', 'one', job, older.compute);
  await older.begun;
  await runs.start().stage('layout', 'two', job, async () => 'newer');
  older.end();
  await expect(first).rejects.toMatchObject(SUPERSEDED);
  expect(await store.stage('layout')).toEqual({ key: 'two', result: 'newer' });
});

it('a run that was ended stores nothing', async () => {
  const { begun, end, compute } = slow('late');
  const run = runs.start().stage('layout', 'one', job, compute);
  await begun;
  runs.end();
  end();
  await expect(run).rejects.toMatchObject(SUPERSEDED);
  expect(await store.stage('layout')).toBeUndefined();
});

it('takes the stored result of the same key, and computes that of another', async () => {
  const at = (key: string) => runs.start().stage('layout', key, job, async () => `made for ${key}`);
  expect(await at('one')).toBe('made for one');
  expect(await runs.start().stage('layout', 'one', job, async () => 'again')).toBe('made for one');
  expect(await at('two')).toBe('made for two');
});
