import { expect, it } from 'vitest';
import { promptsWith } from '../../core/labels/testing/prompts';
import { curate } from '../../core/selection/curation';
import { DEFAULT_FILTERS } from '../../core/selection/filter';
import { sampleSet } from '../../core/selection/sample';
import { PAPER_SAMPLE } from '../../core/selection/sampling-settings';
import { candidate } from '../../core/selection/testing/candidates';
import { promptSets } from './prompt-sets';

const PROMPTS = promptsWith({}, {}, {}, {});

it('counts a prompt in each file that held it', () => {
  const prompts = PROMPTS.map((each, i) => ({
    ...each,
    source: i < 3 ? 'own' : 'bench',
    ...(i < 2 && { otherSources: ['bench'] }),
  }));
  const subject = { clusters: { state: null }, map: { clusters: [] } };
  const selection = { set: null, rowOf: () => undefined };
  const sets = promptSets({ ...subject, prompts, selection });
  expect(sets.map(({ id, rows }) => [id, [...rows]])).toEqual([
    ['all', [0, 1, 2, 3]],
    ['file:own', [0, 1, 2]],
    ['file:bench', [0, 1, 3]],
  ]);
});

it('offers the evaluation set without what was rejected of it', () => {
  const pool = PROMPTS.slice(0, 3).map(({ id }) => candidate(id));
  const drawn = sampleSet(pool, DEFAULT_FILTERS, { ...PAPER_SAMPLE, minimum: 0 });
  const set = curate(drawn, { kind: 'reject', id: PROMPTS[1].id, reason: 'r' });
  const rowOf = (id: string) => PROMPTS.findIndex((each) => each.id === id);
  const subject = { prompts: PROMPTS, clusters: { state: null }, map: { clusters: [] } };
  const sets = promptSets({ ...subject, selection: { set, rowOf } });
  expect(sets.map(({ id }) => id)).toEqual(['all', 'set']);
  expect([...sets[1].rows].sort()).toEqual([0, 2]);
  expect(promptSets({ ...subject, selection: { set: null, rowOf } })).toHaveLength(1);
});
