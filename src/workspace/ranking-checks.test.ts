import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RankingChecks } from '../core/ranking/ranking-checks';
import { BattleRepository } from '../storage/battles';
import { openDatabase, type Database, type WorkspaceRecord } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { Battles } from './battles.svelte';
import { FigureSession } from './figure-session';
import { History } from './history.svelte';
import { ChecksOfRanking } from './ranking-checks.svelte';
import { RankingState } from './ranking.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const RECORD: WorkspaceRecord = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 3 };
const CHECKS: RankingChecks = {
  names: ['a', 'b'],
  worst: [],
  clustered: [],
  unclustered: [],
  arenaRank: [],
  lengthControlled: [],
  baselines: null,
};

let database: Database;
beforeEach(async () => (database = await openDatabase()));
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

it('checks answer the choice they were made for, whenever that was', async () => {
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  const report = (error: unknown) => {
    throw error;
  };
  const common = { store, history: new History(), report };
  const repository = new BattleRepository(database);
  const battles = new Battles({ ...common, repository, onChange: () => {} });
  const sources = { battles, groups: () => [] };
  const ranking = new RankingState({ ...common, ...sources });
  const checks = new ChecksOfRanking({ store, ranking, session: new FigureSession(sources) });
  expect(checks.stale).toBe(false);

  await store.saveStage('ranking-checks', ranking.requestKey, CHECKS);
  await checks.figure.load();
  expect(checks.figure.key).toBe(ranking.requestKey);
  expect(checks.stale).toBe(false);

  ranking.choose({ judge: ['strict'] });
  expect(checks.stale).toBe(true);
  ranking.clearFilter();
  expect(checks.stale).toBe(false);
});
