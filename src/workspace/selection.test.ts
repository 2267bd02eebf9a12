import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prompt, Vectors } from '../core/data';
import { promptsWith } from '../core/labels/testing/prompts';
import { workersInThread } from '../engine/testing/workers-in-thread';
import { openDatabase, type Database } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { CandidateFacts } from './candidate-facts.svelte';
import { History } from './history.svelte';
import { Labels } from './labels.svelte';
import { Selection } from './selection.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

const RECORD = { id: 'w', name: 'W', created: 1, modified: 1, promptCount: 40 };
const PROMPTS = promptsWith(...Array.from({ length: 40 }, () => ({}))).map((prompt) => ({
  ...prompt,
  text: `About ${prompt.id}`,
}));
/** Even prompts point one way, odd ones another. */
const VECTORS: Vectors = {
  data: Float32Array.from(PROMPTS.flatMap((_, i) => (i % 2 ? [0, 1] : [1, 0]))),
  count: PROMPTS.length,
  dim: 2,
};
const NO_TAGS = {
  ...{ scores: null, highestScore: 7, expert: null, occupations: null },
  ...{ flags: null, sources: [] },
};

let database: Database;
let restoreScope: () => void;
let open: { close(): void }[];
let told: unknown[];

beforeEach(async () => {
  database = await openDatabase();
  restoreScope = workersInThread();
  [open, told] = [[], []];
});

afterEach(async () => {
  open.forEach((each) => each.close());
  restoreScope();
  expect(told).toEqual([]);
  database.close();
  await deleteDB('touchstone');
});

/** Labels and selection of a workspace with these prompts and no clusters. */
function openWorkspace(prompts: readonly Prompt[] = PROMPTS) {
  const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
  const analysis = {
    ...{ vectors: VECTORS, neighbours: null, nearDuplicates: { groupOf: null } },
    embedding: { modelKey: null },
  };
  const subject = {
    ...{ prompts, analysis, history: new History(), clusters: { state: null }, tags: NO_TAGS },
    rowErrors: [],
    report: (error: unknown) => void told.push(error),
  };
  const labels = new Labels(subject, store);
  const facts = new CandidateFacts({ ...subject, labels });
  const selection = new Selection(store, { ...subject, labels, facts });
  open.push(labels, selection);
  /** What the preview shows once it is that of the settings. */
  const shown = async () => {
    selection.watch();
    await selection.preview.use({ prompts, columns: facts.columns }, async () => {});
    return selection.preview.drawn;
  };
  return { labels, selection, shown };
}

async function drawn() {
  const workspace = openWorkspace();
  const { labels, selection, shown } = workspace;
  labels.addCategories(['law', 'maths'].map((name) => ({ name, description: '' })));
  labels.assign([0, 2], 'law');
  labels.assign([1, 3], 'maths');
  await labels.settled();
  const { sampling } = selection.settings;
  selection.change('Change sampling', { sampling: { ...sampling, per: 5, minimum: 0 } });
  await shown();
  selection.draw();
  return workspace;
}

describe('Selection', () => {
  it('opens a manifest in a workspace without labels: its labels are waited for', async () => {
    const { selection, labels, shown } = await drawn();
    labels.assign([4], 'general');
    labels.takeIn(
      [{ promptId: 'p5', category: 'law', source: 'llm', probability: 1, heldOut: true }],
      'Labels by a model',
    );
    await shown();
    selection.draw();
    const text = JSON.stringify(await selection.manifest());
    expect(selection.set?.strata.map(({ stratum }) => stratum)).toEqual([
      'law',
      'maths',
      'general',
    ]);
    const other = openWorkspace();
    expect(await other.selection.restore(text, 'm.json')).toBe(true);
    expect(other.selection.set?.entries).toEqual(selection.set?.entries);
    expect(other.labels.given).toEqual(labels.given);
  });

  it('takes nothing of a manifest whose prompts are not there', async () => {
    const { selection } = await drawn();
    const text = JSON.stringify(await selection.manifest());
    const { labels, selection: other } = openWorkspace(PROMPTS.slice(0, 4));
    await expect(other.restore(text, 'm.json')).rejects.toThrow(
      /of this manifest are missing here/,
    );
    expect([labels.given.size, labels.categories, labels.settings.k]).toEqual([0, [], null]);
    expect(other.set).toBeNull();
  });

  it('keeps the drawn set with the settings that drew it, whatever is chosen meanwhile', async () => {
    const { selection, shown } = await drawn();
    const { settings } = selection;
    const sampling = { ...settings.sampling, per: 3 };
    selection.change('Change sampling', { sampling });
    selection.watch();
    selection.draw();
    expect(selection.set?.entries).toHaveLength(10);
    expect(selection.set?.settings.per).toBe(5);
    expect(selection.settings.sampling.per).toBe(3);
    expect(selection.changed).toBe(true);
    await shown();
    selection.draw();
    expect(selection.set?.entries).toHaveLength(6);
    expect(selection.changed).toBe(false);
  });

  it('keeps the categories of the draw when labels change, and counts what is another now', async () => {
    const { labels, selection } = await drawn();
    const of = () => selection.exported().map(({ category }) => category);
    const before = of();
    expect([before.filter((name) => name === 'law').length, selection.categories.changed]).toEqual([
      5, 0,
    ]);
    labels.assign([...PROMPTS.keys()], 'maths');
    expect(of()).toEqual(before);
    expect(selection.categories.changed).toBe(5);
  });

  it('avoids the prompts of earlier sets, until they are forgotten', async () => {
    const { selection, shown } = await drawn();
    const first = selection.set!.entries.map(({ id }) => id);
    const overlap = (set: typeof selection.set) =>
      set!.entries.filter(({ id }) => first.includes(id)).length;
    const { sampling } = selection.settings;
    selection.change('Change sampling', { sampling: { ...sampling, seed: 77 } });
    expect(overlap((await shown())!.set)).toBeGreaterThan(0);
    selection.avoidSet();
    expect(selection.settings.earlier).toEqual(first);
    expect(overlap((await shown())!.set)).toBe(0);
    selection.change('Forget earlier sets', { earlier: [] });
    expect(overlap((await shown())!.set)).toBeGreaterThan(0);
  });

  it('shows a stored set of a version with fewer filters as drawn by the settings', async () => {
    const { selection } = await drawn();
    const { excludedFiles: _, ...filters } = selection.settings.filters;
    const older = { ...selection.settings, filters };
    const store = new WorkspaceStore(RECORD, new WorkspaceRepository(database), () => {});
    const kept = { set: selection.set, settings: older, candidatesHash: null };
    await store.saveStage('selection-settings', 'selection-settings', older);
    await store.saveStage('evaluation-set', 'evaluation-set', kept);
    const { selection: opened } = openWorkspace();
    await opened.load();
    expect(opened.settings.filters).toEqual(selection.settings.filters);
    expect([opened.changed, opened.size]).toEqual([false, 10]);
  });

  it('tells of a category without prompts, and of none when sampled otherwise', async () => {
    const { labels, selection, shown } = await drawn();
    labels.addCategories([{ name: 'medical', description: '' }]);
    const strata = async () => (await shown())?.set.strata.map(({ stratum }) => stratum);
    expect(await strata()).toEqual(['law', 'maths', 'medical']);
    expect(selection.preview.drawn?.set.notices.map(({ code }) => code)).toEqual(['stratum-empty']);
    const { sampling } = selection.settings;
    selection.change('Change sampling', { sampling: { ...sampling, by: 'cell' } });
    expect(await strata()).toEqual(['law × en', 'maths × en']);
  });
});
