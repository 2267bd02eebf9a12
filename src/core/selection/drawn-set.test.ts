import { describe, expect, it } from 'vitest';
import type { Prompt } from '../data';
import { candidatesFrom } from './candidate-columns';
import { drawSet, RESERVE_DEPTH } from './drawn-set';
import { exportedSet } from './exported-set';
import { DEFAULT_FILTERS } from './filter';
import { sampleSet } from './sample';
import { PAPER_SAMPLE } from './sampling-settings';
import { candidates } from './testing/candidates';

const NONE = new Set<string>();

describe('drawSet', () => {
  it('counts what each filter left out and cuts reserves, the first ones kept', () => {
    const pool = candidates(RESERVE_DEPTH + 60, (i) => ({ words: i < 40 ? 9000 : 10 }));
    const settings = { ...PAPER_SAMPLE, per: 10, minimum: 0 };
    const drawn = drawSet(pool, DEFAULT_FILTERS, settings, NONE);
    expect(drawn).toMatchObject({
      candidates: RESERVE_DEPTH + 60,
      passed: RESERVE_DEPTH + 20,
      filteredOut: { words: 40 },
    });
    const whole = sampleSet(pool, DEFAULT_FILTERS, settings);
    expect(drawn.set.entries).toEqual(whole.entries);
    expect(drawn.set.reserves.get('law')).toEqual(whole.reserves.get('law')!.slice(0, 300));
  });
});

const prompt = (id: string): Prompt => ({
  id,
  text: id,
  turns: [{ role: 'user', content: id }],
  source: 's',
  language: 'en',
  words: 1,
  count: 1,
  fields: { category: 'imported' },
});
const COLUMNS = {
  categoryNames: ['law', 'general'],
  categories: Int32Array.of(0, 1, -1),
  clusters: Int32Array.of(2, -1, 0),
  scores: Float32Array.of(7, NaN, 0),
  duplicateGroups: Int32Array.of(0, 0, 2),
  flags: new Map([[1, ['nsfw']]]),
};
const PROMPTS = ['a', 'b', 'c'].map(prompt);

describe('candidates from columns', () => {
  it('reads −1 as none, NaN as not scored, and all as general while there are no labels', () => {
    expect(
      candidatesFrom(PROMPTS, COLUMNS).map(
        ({ category, cluster, score, duplicateGroup, flags }) => [
          category,
          cluster,
          score,
          duplicateGroup,
          flags,
        ],
      ),
    ).toEqual([
      ['law', '2', 7, 0, []],
      ['general', null, null, 0, ['nsfw']],
      [null, '0', 0, 2, []],
    ]);
    const unlabelled = candidatesFrom(PROMPTS, { ...COLUMNS, categories: null });
    expect(unlabelled.map(({ category }) => category)).toEqual(['general', 'general', 'general']);
  });
});

describe('exportedSet', () => {
  it("writes the label over the file's own category, and leaves rejected prompts out", () => {
    const columns = { ...COLUMNS, categories: Int32Array.of(0, 0, 0) };
    const settings = { ...PAPER_SAMPLE, per: 3, minimum: 0 };
    const filters = { ...DEFAULT_FILTERS, onePerDuplicateGroup: false };
    const { set } = drawSet(candidatesFrom(PROMPTS, columns), filters, settings, NONE);
    const entries = set.entries.map((entry) =>
      entry.id === 'b' ? { ...entry, state: 'rejected' as const, reason: 'nsfw' } : entry,
    );
    const rows = exportedSet({ ...set, entries }, PROMPTS, columns, (id) =>
      PROMPTS.findIndex((each) => each.id === id),
    );
    expect(
      rows
        .map((row) => [row.prompt.id, row.prompt.fields.category, row.category, row.cluster])
        .sort(),
    ).toEqual([
      ['a', 'law', 'law', '2'],
      ['c', 'law', 'law', '0'],
    ]);
    const noise = { ...columns, clusters: Int32Array.of(-1, -1, -1) };
    expect(exportedSet(set, PROMPTS, noise, () => 0)[0].cluster).toBeNull();
    const unclustered = { ...columns, clusters: null };
    expect(exportedSet(set, PROMPTS, unclustered, () => 0)[0].cluster).toBeUndefined();
  });

  it('keeps the category and the cluster of the draw, whatever came later', () => {
    const columns = { ...COLUMNS, categories: Int32Array.of(0, 0, -1) };
    const filters = { ...DEFAULT_FILTERS, onePerDuplicateGroup: false };
    const now = {
      ...COLUMNS,
      categories: Int32Array.of(1, 1, 1),
      clusters: Int32Array.of(5, 5, 5),
    };
    const exported = (by: 'category' | 'cluster') => {
      const settings = { ...PAPER_SAMPLE, by, per: 3, minimum: 0 };
      const { set } = drawSet(candidatesFrom(PROMPTS, columns), filters, settings, NONE);
      const rows = exportedSet(set, PROMPTS, now, (id) => PROMPTS.findIndex((p) => p.id === id));
      return rows.map(({ prompt: { id }, category, cluster }) => [id, category, cluster]).sort();
    };
    expect(exported('category')).toEqual([
      ['a', 'law', '5'],
      ['b', 'law', '5'],
    ]);
    expect(exported('cluster')).toEqual([
      ['a', 'law', '2'],
      ['c', undefined, '0'],
    ]);
  });

  it('leaves the file’s own category where nothing was ever labelled', () => {
    const columns = { ...COLUMNS, categories: null };
    const settings = { ...PAPER_SAMPLE, per: 1, minimum: 0 };
    const { set } = drawSet(candidatesFrom(PROMPTS, columns), DEFAULT_FILTERS, settings, NONE);
    const [row] = exportedSet(set, PROMPTS, columns, (id) => PROMPTS.findIndex((p) => p.id === id));
    expect([row.category, row.prompt.fields.category]).toEqual([undefined, 'imported']);
  });

  it('writes tags as the fields that an import reads, and none where nothing was told', () => {
    const columns = {
      ...{ ...COLUMNS, clusters: Int32Array.of(2, 2, 0), expert: Int8Array.of(1, -1, 0) },
      highestScore: 10,
      occupations: new Map([
        [0, []],
        [2, ['travel']],
      ]),
    };
    const settings = { ...PAPER_SAMPLE, by: 'cluster' as const, per: 3, minimum: 0 };
    const filters = { ...DEFAULT_FILTERS, onePerDuplicateGroup: false };
    const { set } = drawSet(candidatesFrom(PROMPTS, columns), filters, settings, NONE);
    const rows = exportedSet(set, PROMPTS, columns, (id) =>
      PROMPTS.findIndex((each) => each.id === id),
    ).map(({ prompt: { id, fields } }) => ({ ...fields, id }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    expect(byId.get('a')).toEqual({
      ...{ id: 'a', category: 'law', score: 7, score_of: 10, expert: true },
      occupational_tags: [],
    });
    expect(byId.get('b')).toEqual({ id: 'b', category: 'general', flags: ['nsfw'] });
    expect(byId.get('c')).toEqual({
      ...{ id: 'c', category: 'imported', score: 0, score_of: 10, expert: false },
      occupational_tags: ['travel'],
    });
  });
});
