import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_RANKING } from '../core/ranking/rank-battles';
import type { RankingChecks } from '../core/ranking/ranking-checks';
import { BattleRepository } from '../storage/battles';
import { openDatabase, type Database, type WorkspaceRecord } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { Battles } from './battles.svelte';
import { EMPTY_LIST, NO_FACTS } from './benchmark-list';
import { History } from './history.svelte';
import { RankingFigures } from './ranking-figures';
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
};

let database: Database;
beforeEach(async () => (database = await openDatabase()));
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

function openFigures() {
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  const report = (error: unknown) => {
    throw error;
  };
  const common = { store, history: new History(), report };
  const repository = new BattleRepository(database);
  const battles = new Battles({ ...common, repository, onChange: () => {} });
  const sources = { ...common, battles, groups: () => [] };
  const ranking = new RankingState(sources);
  return { store, ranking, figures: new RankingFigures({ ...sources, ranking }) };
}

it('checks answer the choice they were made for, whenever that was', async () => {
  const { store, ranking, figures } = openFigures();
  const { checks } = figures;
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

it('leaderboards made here have the coverage of published ones, whatever the ranking’s', () => {
  const { benchmarks } = openFigures().figures;
  const kept = {
    id: 'kept',
    name: 'kept',
    file: 'battles of this workspace',
    rows: [],
    errors: [],
    sortedResults: false,
    interval: 0.95,
    facts: NO_FACTS,
    request: { options: { ...DEFAULT_RANKING, interval: 0.8 }, filter: {} },
  };
  benchmarks.edit('Keep it', { ...EMPTY_LIST, loaded: [kept], reference: 'kept' });
  expect(benchmarks.referenceRequest?.options.interval).toBe(0.95);
});
