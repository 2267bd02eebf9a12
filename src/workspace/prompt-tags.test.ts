import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import { ARENA_HARD_CRITERIA } from '../core/judging/criteria';
import type { TagQuestion, TagSpec } from '../core/judging/run-spec';
import type { LabelCategory } from '../core/labels/label-state';
import { promptsWith } from '../core/labels/testing/prompts';
import { openDatabase, type Database } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { History } from './history.svelte';
import { LabelEdits } from './label-edits.svelte';
import { LabelSuggestions } from './label-suggestions.svelte';
import { PromptTags } from './prompt-tags.svelte';
import { notAsked, TagResults } from './tag-results.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const RECORD = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 4 };
const PROMPTS = promptsWith({ score: 1 }, { score: 2, flags: 'nsfw' }, { expert: true }, {});
const CRITERIA_QUESTION: TagQuestion = { task: 'criteria', criteria: ARENA_HARD_CRITERIA };

const spec = (question: TagQuestion): TagSpec => ({
  kind: 'tag',
  tagger: { provider: 'local', model: 'tagger', parameters: JUDGE_PARAMETERS },
  question,
  promptIds: null,
});
const tagged = (tags: Readonly<Record<string, unknown>>, unparsed = 0) => ({
  tags: new Map(Object.entries(tags)),
  unparsed: new Set(Array.from({ length: unparsed }, (_, n) => `unparsed ${n}`)),
  failed: new Set<string>(),
  open: 0,
});
const held = (...indices: number[]) => ({ held: indices, reason: '' });
const named = (...names: string[]) => ({ names, reason: '' });

let database: Database;
let history: History;
let results: TagResults;
let told: unknown[];

function openResults(): TagResults {
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  return new TagResults({ store, history, report: (error) => void told.push(error) });
}

beforeEach(async () => {
  database = await openDatabase();
  history = new History();
  told = [];
  results = openResults();
});

afterEach(async () => {
  expect(told).toEqual([]);
  database.close();
  await deleteDB('touchstone');
});

describe('PromptTags', () => {
  const open = () => new PromptTags({ prompts: PROMPTS, judging: { tags: results } });

  it('reads the columns of the import where no model was asked', () => {
    const tags = open();
    expect([...tags.scores!]).toEqual([1, 2, NaN, NaN]);
    expect(tags.expert?.values).toEqual([null, null, true, null]);
    expect(tags.flags?.values).toEqual([null, ['nsfw'], null, null]);
    expect(tags.occupations).toBeNull();
    expect(tags.sources.map(({ tag, from, prompts }) => [tag, from, prompts])).toEqual([
      ['criteria', 'import', 2],
      ['expert', 'import', 1],
      ['quality', 'import', 1],
    ]);
  });

  it('takes models’ tags beside them, tells the sources, and gives all back on undo', async () => {
    const tags = open();
    await results.keep(spec(CRITERIA_QUESTION), tagged({ p1: held(0, 1, 6), p2: held() }, 2));
    await results.keep(spec({ task: 'quality' }), tagged({ p1: named('nonsense') }));
    await results.keep(spec({ task: 'occupations' }), tagged({ p3: named('travel') }));
    await results.keep(spec({ task: 'expert' }), tagged({ p2: { expert: false, reason: '' } }));
    expect([...tags.scores!]).toEqual([1, 3, 0, NaN]);
    expect(tags.flags?.values).toEqual([null, ['nonsense', 'nsfw'], null, null]);
    expect(tags.occupations?.values[3]).toEqual(['travel']);
    expect(tags.expert?.values[2]).toBe(false);
    expect(tags.sources[0]).toMatchObject({
      ...{ tag: 'criteria', from: 'model', provider: 'local', model: 'tagger' },
      ...{ prompts: 2, unparsed: 2, failed: 0 },
    });
    expect(tags.saidOf(1)).toEqual([
      {
        ...{ tag: 'criteria', of: 7, reason: '', by: 'tagger' },
        values: ['Specificity', 'Domain knowledge', 'Real-world application'],
      },
      { tag: 'quality', of: 4, values: ['nonsense'], reason: '', by: 'tagger' },
    ]);
    expect(tags.saidOf(0)).toEqual([]);
    expect(tags.sources[0]).toHaveProperty('template', expect.stringMatching(/^[0-9a-f]{12}$/));
    for (let i = 0; i < 4; i++) history.undo();
    expect([...tags.scores!]).toEqual([1, 2, NaN, NaN]);
  });

  it('counts to as many as there are criteria', async () => {
    const criteria = [...ARENA_HARD_CRITERIA, { name: 'Brevity', question: 'Is it short?' }];
    const tags = open();
    expect(tags.highestScore).toBe(7);
    await results.keep(spec({ task: 'criteria', criteria }), tagged({ p2: held(7) }));
    expect(tags.highestScore).toBe(8);
    // Those of the import are of seven.
    expect([...tags.scores!]).toEqual([NaN, NaN, 1, NaN]);
    const exported = promptsWith({ score: 9, score_of: 10 });
    expect(
      new PromptTags({ prompts: exported, judging: { tags: openResults() } }).highestScore,
    ).toBe(10);
  });
});

describe('TagResults', () => {
  it('keeps a run’s tags over a reload, each run one step of undo', async () => {
    await results.keep(spec(CRITERIA_QUESTION), tagged({ p0: held(1) }));
    await results.keep(spec(CRITERIA_QUESTION), tagged({ p0: held(1) }));
    expect(history.undoLabel).toBe('Criteria by tagger');
    await results.keep(spec(CRITERIA_QUESTION), tagged({ p0: held(1, 2), p1: held() }));
    const again = openResults();
    await again.load();
    expect(again.of('criteria')).toMatchObject({ tagger: { model: 'tagger' } });
    expect(again.of('criteria')?.tags.size).toBe(2);
    history.undo();
    expect(results.of('criteria')?.tags.size).toBe(1);
    history.undo();
    expect(results.of('criteria')).toBeNull();
    expect(history.undoLabel).toBeNull();
  });

  it('joins parts of the same question and tagger, where the later reply counts', async () => {
    const part = (
      tags: Readonly<Record<string, unknown>>,
      unparsed: string[],
      failed: string[],
    ) => ({
      ...tagged(tags),
      ...{ unparsed: new Set(unparsed), failed: new Set(failed), open: 3 },
    });
    await results.keep(spec(CRITERIA_QUESTION), part({ p0: held(1), p1: held() }, ['p2'], ['p3']));
    const later = part({ p1: held(2), p3: held(3) }, ['p0'], ['p2']);
    expect(results.losesNone(spec(CRITERIA_QUESTION), later)).toBe(true);
    expect(await results.unused(spec(CRITERIA_QUESTION), later)).toEqual({ count: 2, replaced: 0 });
    await results.keep(spec(CRITERIA_QUESTION), later);
    const kept = results.of('criteria')!;
    expect(kept.tags).toEqual(new Map(Object.entries({ p0: held(1), p1: held(2), p3: held(3) })));
    expect([[...kept.unparsed], [...kept.failed]]).toEqual([[], ['p2']]);
    expect(notAsked(kept, 10)).toBe(6);

    const other = { ...spec(CRITERIA_QUESTION), tagger: { ...kept.tagger, model: 'other' } };
    expect(results.losesNone(other, later)).toBe(false);
    expect(await results.unused(other, later)).toEqual({ count: 2, replaced: 3 });
    const whole = { ...part({ p0: held(), p1: held() }, [], ['p3']), open: 0 };
    expect(results.losesNone(other, whole)).toBe(true);
    const fewer = { ...spec({ task: 'criteria', criteria: ARENA_HARD_CRITERIA.slice(1) }) };
    expect(results.losesNone(fewer, later)).toBe(false);
  });

  it('tells tags that were asked for in other words than one would ask now', async () => {
    expect(results.isOutdated(CRITERIA_QUESTION)).toBe(false);
    await results.keep(spec(CRITERIA_QUESTION), tagged({ p0: held(1) }));
    expect(results.isOutdated(CRITERIA_QUESTION)).toBe(false);
    const [first, ...others] = ARENA_HARD_CRITERIA;
    const criteria = [{ ...first, question: 'Is it precise?' }, ...others];
    expect(results.isOutdated({ task: 'criteria', criteria })).toBe(true);
    await results.keep(spec({ task: 'expert' }), tagged({ p0: { expert: true, reason: '' } }));
    expect(results.isOutdated({ task: 'expert', system: 'Is it hard? {code}' })).toBe(true);
  });

  it('is left as it was by a run that brought nothing, and drops on request', async () => {
    await results.keep(spec({ task: 'expert' }), tagged({ p0: { expert: true, reason: '' } }));
    await results.keep(spec({ task: 'expert' }), tagged({}, 4));
    expect(results.of('expert')?.tags.size).toBe(1);
    results.drop('expert');
    expect(results.of('expert')).toBeNull();
    history.undo();
    expect(results.of('expert')?.tags.size).toBe(1);
  });
});

describe('LabelSuggestions', () => {
  it('are open until a label is given, and gone with their category', async () => {
    const category = (name: string): LabelCategory => ({ name, description: '', colour: 0 });
    const labels = {
      categories: [category('law'), category('art')],
      given: new Map([
        ['p1', { promptId: 'p1', category: 'law', source: 'hand', probability: 1 } as const],
      ]),
    };
    const suggestions = new LabelSuggestions({
      ...{ prompts: PROMPTS, labels },
      judging: { tags: results },
    });
    expect(suggestions.open).toEqual([]);
    const said = (name: string) => ({ category: name, reason: 'so' });
    await results.keep(
      spec({ task: 'labels', categories: labels.categories }),
      tagged({ p0: said('law'), p1: said('art'), p2: said('gone'), p3: said('general') }),
    );
    expect(suggestions.model).toBe('tagger');
    expect(suggestions.open).toEqual([0, 3]);
    expect(suggestions.of(1)?.category).toBe('art');
    expect(suggestions.of(2)).toBeNull();
  });

  it('follow a category’s new name, as labels do, in one step', async () => {
    const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
    const report = (error: unknown) => void told.push(error);
    const judging = { tags: results };
    const labels = new LabelEdits(
      { ...{ prompts: PROMPTS, rowErrors: [], history, judging }, report },
      store,
    );
    const category = (name: string) => ({ name, description: '' });
    labels.addCategories([category('law'), category('art')]);
    const suggestions = new LabelSuggestions({ prompts: PROMPTS, labels, judging });
    const said = (name: string) => ({ category: name, reason: 'so' });
    const first = suggestions.question;
    await results.keep(spec(first), tagged({ p0: said('law'), p1: said('art') }));
    labels.changeCategory('law', { name: ' legal ' });
    expect(suggestions.open).toEqual([0, 1]);
    expect(suggestions.of(0)).toEqual(said('legal'));
    expect(results.of('labels')?.earlier).toEqual([first]);
    // The next part of the queue joins them.
    expect(results.isOutdated(suggestions.question)).toBe(false);
    expect(
      results.losesNone(spec(suggestions.question), { ...tagged({ p2: said('legal') }), open: 9 }),
    ).toBe(true);
    history.undo();
    expect(labels.categories[0].name).toBe('law');
    expect(suggestions.of(0)).toEqual(said('law'));
    expect(results.of('labels')?.question).toEqual(first);
    history.redo();
    expect(suggestions.of(0)).toEqual(said('legal'));
    labels.changeCategory('art', { description: 'Paintings.' });
    expect(results.isOutdated(suggestions.question)).toBe(true);
  });
});
