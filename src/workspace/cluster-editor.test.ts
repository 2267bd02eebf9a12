import { beforeEach, describe, expect, test } from 'vitest';
import { sweepClusterings } from '../core/clusters/sweep';
import { seededRandom } from '../core/random';
import { exactNeighbours } from '../core/vectors/neighbours';
import { ClusterEditor, type ClusteredData } from './cluster-editor';
import { ClusterEdits } from './cluster-state.svelte';
import { History } from './history.svelte';

const EARLIER = 90;
const ALL = 93;

/** Points around three directions, and three later ones, one at each. */
const random = seededRandom(3);
const angles = Array.from({ length: ALL }, (_, i) => 2 * (i % 3) + 0.2 * random());
const data = Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
const first = (count: number) => ({ data: data.subarray(0, 2 * count), count, dim: 2 });
const graphs = new Map([EARLIER, ALL].map((count) => [count, exactNeighbours(first(count), 10)]));

let count: number;
let layoutReplaced: boolean;
let history: History;
let edits: ClusterEdits;
let editor: ClusterEditor;
let kept: number;

const sweep = sweepClusterings(first(EARLIER), graphs.get(EARLIER)!, {
  minClusterSize: 15,
  minSamples: 5,
  method: 'eom',
});

beforeEach(() => {
  count = EARLIER;
  layoutReplaced = false;
  kept = 0;
  const clustered: ClusteredData = {
    get neighbours() {
      return graphs.get(count)!;
    },
    get points() {
      return first(count);
    },
    get vectors() {
      return first(count);
    },
    get layoutReplaced() {
      return layoutReplaced;
    },
    layoutKey: 'layout',
    sweep,
    cluster: async () => sweep.clustering,
  };
  history = new History();
  edits = new ClusterEdits(
    history,
    (state) => editor.fitted(state),
    () => kept++,
  );
  editor = new ClusterEditor(edits, clustered);
  editor.settle(false);
});

const labels = () => [...edits.state!.labels];
const later = () => {
  count = ALL;
  editor.settle(false);
};

test('the sweep gives the first clustering, which is no edit', () => {
  expect(new Set(labels())).toEqual(new Set([0, 1, 2]));
  expect(history.undoLabel).toBeNull();
  expect(kept).toBe(1);
});

describe('later prompts', () => {
  test('stand with their neighbours, and are members', () => {
    later();
    expect(labels().slice(EARLIER)).toEqual(labels().slice(0, 3));
    expect(edits.state!.probabilities.subarray(EARLIER).every((p) => p > 0)).toBe(true);
  });

  test('have a place also in what undo and redo bring back', () => {
    editor.merge([0, 1]);
    editor.rename(0, 'Both');
    later();
    history.undo();
    expect(edits.state!.clusters[0].givenName).toBeNull();
    expect(labels()).toHaveLength(ALL);
    history.undo();
    expect(edits.state!.clusters).toHaveLength(3);
    expect(labels().slice(EARLIER)).toEqual(labels().slice(0, 3));
    history.redo();
    history.redo();
    expect(edits.state!.clusters.map(({ givenName }) => givenName)).toEqual(['Both', null]);
    expect(labels()).toHaveLength(ALL);
  });

  test('stay in their clusters when assigned noise is shown again, and these keep their names', async () => {
    editor.rename(1, 'One');
    const { labels: own, probabilities } = edits.state!;
    const assigned = { labels: own.slice(), probabilities: probabilities.slice() };
    assigned.probabilities[0] = 0;
    edits.replace({ ...edits.state!, ...assigned, noiseAssigned: true });
    later();
    await editor.assignNoise(false);
    expect(labels()[0]).toBe(-1);
    expect(labels().slice(1, EARLIER)).toEqual([...own].slice(1));
    expect(
      labels()
        .slice(EARLIER)
        .every((label) => label >= 0),
    ).toBe(true);
    expect(edits.state!.noiseAssigned).toBe(false);
    expect(edits.state!.clusters[1].givenName).toBe('One');
  });
});

describe('an import taken back', () => {
  /** As `Intake` does it: the clusters come back while the graph is still that of all prompts. */
  const takeBack = (snapshot: typeof edits.state) => {
    edits.replace(snapshot);
    count = EARLIER;
    editor.settle(false);
  };

  test('leaves clusters that were edited before it as they were', () => {
    editor.merge([0, 1]);
    editor.rename(0, 'Both');
    const before = edits.state!;
    later();
    takeBack(before);
    expect(edits.state).toEqual(before);
  });

  test('takes the automatic clusters where one held only what is gone', () => {
    editor.merge([0, 1]);
    later();
    const state = edits.state!;
    const own = state.labels.map((label, i) => (i === ALL - 1 ? state.clusters.length : label));
    takeBack({ ...state, labels: own, clusters: [...state.clusters, state.clusters[0]] });
    expect(edits.state).toMatchObject({ edited: false });
    expect(labels()).toEqual([...sweep.clustering.labels]);
  });
});

test('merging keeps name and colour of the first named and the names of others, and comes undone', () => {
  editor.renameAll(
    new Map([
      [1, 'One'],
      [2, 'Two'],
    ]),
    'Name 2 clusters',
  );
  const { colour } = edits.state!.clusters[2];
  const before = edits.state;
  editor.merge([2, 0]);
  expect(edits.state!.clusters[0]).toMatchObject({ givenName: 'Two', colour, persistence: null });
  expect(edits.state!.clusters[1].givenName).toBe('One');
  expect(edits.state!.edited).toBe(true);
  history.undo();
  expect(edits.state).toBe(before);
});

test.each([
  ['asked for', true, false],
  ['after another layout', false, true],
])('clustering anew, %s, can be undone', (_, afresh, replaced) => {
  editor.merge([0, 1]);
  layoutReplaced = replaced;
  editor.settle(afresh);
  expect(edits.state!.clusters).toHaveLength(3);
  history.undo();
  expect(edits.state!.clusters).toHaveLength(2);
});

test('settling again without later prompts changes and stores nothing', () => {
  const { state } = edits;
  editor.settle(false);
  expect(edits.state).toBe(state);
  expect(kept).toBe(1);
});

test('names of several clusters are taken in one step, and given back in one', () => {
  const given = () => edits.state!.clusters.map(({ givenName }) => givenName);
  editor.rename(2, 'by hand');
  editor.renameAll(
    new Map([
      [0, ' Contract law '],
      [2, ''],
    ]),
    'Name 2 clusters',
  );
  expect(given()).toEqual(['Contract law', null, null]);
  expect(history.undoLabel).toBe('Name 2 clusters');
  history.undo();
  expect(given()).toEqual([null, null, 'by hand']);
});
