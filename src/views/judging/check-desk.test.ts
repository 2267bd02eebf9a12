import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tagChecks, type TagCheck } from '../../core/judging/tag-check';
import { openDatabase, type Database } from '../../storage/database';
import { WorkspaceRepository } from '../../storage/workspaces';
import { History } from '../../workspace/history.svelte';
import { AnswerBook } from '../../core/judging/answer';
import { HumanJudging } from '../../workspace/human-judging.svelte';
import { WorkspaceStore } from '../../workspace/workspace-store.svelte';
import { CheckDesk, checkedBy } from './check-desk.svelte';

const RECORD = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 100 };
const LAW = { id: 'law?', name: 'law', question: 'Is it law?' };
/** A tagger that gives the tag to every `nth` of 100 prompts. */
const everyNth = (nth: number) =>
  tagChecks(
    [LAW],
    new Map(Array.from({ length: 100 }, (_, i) => [`p${i}`, i % nth === 0 ? ['law'] : []])),
  )[0];

let database: Database;
let human: HumanJudging;
beforeEach(async () => {
  database = await openDatabase();
  const report = (error: unknown) => {
    throw error;
  };
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  human = new HumanJudging({
    store,
    history: new History(),
    report,
    answers: () => new AnswerBook(),
    handOver: async () => {},
  });
});
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

function checkAll(check: TagCheck): CheckDesk {
  const desk = new CheckDesk(check, human);
  while (desk.current) desk.say(true);
  return desk;
}

it('asks nothing twice, and counts an earlier answer once the new sample has come to it', () => {
  expect(checkAll(everyNth(5)).sampled).toBe(30);
  const other = everyNth(3);
  const desk = new CheckDesk(other, human);
  const known = desk.earlier;
  expect(known).toBeGreaterThan(0);
  expect(desk.checked).toBe(known);
  expect(checkedBy(human, other).n, 'known ones alone are no random part').toBe(0);
  for (let said = 1; desk.current; said++) {
    desk.say(true);
    expect(checkedBy(human, other).n + desk.waiting).toBe(said + known);
  }
  expect(desk.waiting).toBe(0);
  expect(checkedBy(human, other).n).toBe(30);
  expect(desk.earlier).toBe(known);
  desk.undo();
  expect(desk.checked).toBe(29);
  expect(checkedBy(human, everyNth(5)).n, 'the first tagger’s stay').toBe(30);
});

it('counts a sample that is known whole on request', () => {
  checkAll(
    tagChecks(
      [LAW],
      new Map([
        ['a', ['law']],
        ['b', []],
      ]),
    )[0],
  );
  const swapped = tagChecks(
    [LAW],
    new Map([
      ['a', []],
      ['b', ['law']],
    ]),
  )[0];
  const desk = new CheckDesk(swapped, human);
  expect(desk.current).toBeNull();
  expect(checkedBy(human, swapped).n).toBe(0);
  desk.useEarlier();
  expect(checkedBy(human, swapped)).toMatchObject({ n: 2, precision: { share: 1 } });
});
