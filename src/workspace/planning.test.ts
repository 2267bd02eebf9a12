import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packBattles } from '../core/ranking/battle-block';
import { BattleSet } from '../core/ranking/battle-set';
import { chosenPlans } from '../core/ranking/chosen-plans';
import { DEFAULT_RANKING } from '../core/ranking/rank-battles';
import { openDatabase, type Database } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { History } from './history.svelte';
import { Planning, type PlanningServices } from './planning.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

let database: Database;
beforeEach(async () => (database = await openDatabase()));
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

it('plans anew when the prompts’ categories changed, without a filter by them', async () => {
  const set = new BattleSet();
  set.add(
    packBattles(
      Array.from({ length: 40 }, (_, p) => {
        return { promptId: `p${p}`, modelA: 'a', modelB: 'b', outcome: p % 3 ? 1 : 0, weight: 1 };
      }),
    ),
  );
  const group = (category: string) =>
    Array.from({ length: 40 }, (_, p) => {
      const id = `p${p}`;
      return { id, category, cluster: null, language: null, tags: [], score: null };
    });
  const ranking = { options: DEFAULT_RANKING, filter: {}, requestKey: 'same', groupsKey: 'before' };
  const call = () => Promise.resolve(chosenPlans(set, ranking, 0.8));
  const record = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 40 };
  const planning = new Planning({
    store: new WorkspaceStore(record, new WorkspaceRepository(database), () => {}),
    history: new History(),
    ranking,
    session: { call } as PlanningServices['session'],
    report: (error) => {
      throw error;
    },
  });
  const categories = () => planning.plans.result!.categories.map(({ category }) => category);

  set.addGroups(group('law'));
  await planning.refresh();
  expect(categories()).toEqual(['law']);

  set.addGroups(group('code'));
  ranking.groupsKey = 'after';
  await planning.refresh();
  expect(categories()).toEqual(['code']);
});
