import { describe, expect, it } from 'vitest';
import type { FieldValue, Prompt } from '../../core/data';
import { NOISE_SLOT, RAMP_START, RAMP_STEPS } from '../charts/scatter/point-style';
import { columnOf, columnOptions, type ColumnSource } from './columns';
import { countsByValue, selectionMask } from './filters';

const prompt = (i: number, language: string, fields: Record<string, FieldValue> = {}): Prompt => ({
  id: `p${i}`,
  text: 'text',
  turns: [],
  source: 'file.jsonl',
  language,
  words: 1,
  count: 1,
  fields,
});
const cluster = (id: number, colour: number) => ({
  id,
  name: `c${id}`,
  keywords: [],
  size: 1,
  persistence: null,
  colour,
  givenName: null,
  exemplars: [],
});
const NO_TAGS = { scores: null, expert: null, occupations: null, flags: null };
const source = (over: Partial<ColumnSource>): ColumnSource => ({
  prompts: [],
  labels: new Int32Array(0),
  clusters: [],
  categories: null,
  categoryColours: new Map(),
  tags: NO_TAGS,
  ...over,
});

describe('columnOf', () => {
  it('colours clusters by their own colour and keeps noise apart', () => {
    const labels = Int32Array.of(7, -1, 3, 99);
    const column = columnOf(
      source({ labels, clusters: [cluster(3, 0), cluster(7, 5)] }),
      'cluster',
    );
    expect(column.values.map(({ value, slot }) => [value, slot])).toEqual([
      ['3', 0],
      ['7', 5],
      ['-1', NOISE_SLOT],
    ]);
    expect([...column.codes]).toEqual([1, 2, 0, 2]);
  });

  it('orders texts by count, and greys all after eleven', () => {
    const languages = Array.from({ length: 14 }, (_, i) => Array<string>(14 - i).fill(`q${i}`));
    const prompts = languages.flat().map((language, i) => prompt(i, language));
    const column = columnOf(source({ prompts }), 'language');
    expect(column.values[0].value).toBe('q0');
    expect(column.values.map(({ slot }) => slot)).toEqual([
      ...Array.from({ length: 11 }, (_, i) => i),
      NOISE_SLOT,
      NOISE_SLOT,
      NOISE_SLOT,
    ]);
    expect(column.codes[0]).toBe(0);
  });

  it('names languages', () => {
    const prompts = [prompt(0, 'hu'), prompt(1, 'und')];
    const names = columnOf(source({ prompts }), 'language').values.map(({ name }) => name);
    expect(names).toEqual(['Hungarian', 'unknown']);
  });

  it('gives few numbers a step each, light to strong', () => {
    const scores = Float32Array.of(7, 0, NaN, 3, 7);
    const column = columnOf(source({ tags: { ...NO_TAGS, scores } }), 'score');
    expect(column.values.map(({ name, slot }) => [name, slot])).toEqual([
      ['0', RAMP_START],
      ['3', RAMP_START + 4],
      ['7', RAMP_START + RAMP_STEPS - 1],
    ]);
    expect([...column.codes]).toEqual([2, 0, -1, 1, 2]);
  });

  it('cuts many numbers into eight steps of equal width', () => {
    const scores = Float32Array.from({ length: 17 }, (_, i) => i / 2);
    const column = columnOf(source({ tags: { ...NO_TAGS, scores } }), 'score');
    expect(column.values).toHaveLength(8);
    expect([column.codes[0], column.codes[2], column.codes[15], column.codes[16]]).toEqual([
      0, 1, 7, 7,
    ]);
  });

  it('takes the first of a list, and no value for null and empty', () => {
    const values: FieldValue[] = [['x', 'y'], null, [], '', 'x', true];
    const prompts = values.map((tags, i) => prompt(i, 'en', { tags }));
    const column = columnOf(source({ prompts }), 'field:tags');
    expect([...column.codes]).toEqual([0, -1, -1, -1, 0, 1]);
    expect(column.values.map(({ value }) => value)).toEqual(['x', 'true', 'y']);
  });

  it('finds a prompt by each of its tags, and tells none from unknown', () => {
    const values = [['law', 'maths'], [], null, ['maths'], ['maths']];
    const tags = { ...NO_TAGS, occupations: { values, byModel: 4, imported: 0 } };
    const column = columnOf(source({ prompts: [], tags }), 'occupation');
    expect(column.values.map(({ name }) => name)).toEqual(['maths', 'law', 'no field']);
    expect(column.values.map(({ slot }) => slot)).toEqual([0, 1, NOISE_SLOT]);
    expect([...column.codes]).toEqual([1, 2, -1, 0, 0]);
    expect([...countsByValue(column, null)]).toEqual([3, 1, 1]);
    const filter = { kind: 'value', column: 'occupation', value: 'maths' } as const;
    expect([...selectionMask([filter], 5, () => column)!]).toEqual([1, 0, 0, 1, 1]);
  });

  it('tells expert prompts from others', () => {
    const tags = { ...NO_TAGS, expert: { values: [true, false, null], byModel: 2, imported: 0 } };
    const column = columnOf(source({ tags }), 'expert');
    expect([...column.codes].map((code) => column.values[code]?.name)).toEqual([
      'expert',
      'other',
      undefined,
    ]);
  });

  it('reads a field named like a property of every object as any other', () => {
    const prompts = [prompt(0, 'en', { constructor: 'a' }), prompt(1, 'en')];
    expect([...columnOf(source({ prompts }), 'field:constructor').codes]).toEqual([0, -1]);
  });
});

describe('columnOptions', () => {
  it('offers fields that group prompts, not texts, ids or constants', () => {
    const prompts = Array.from({ length: 60 }, (_, i) =>
      prompt(i, 'en', {
        tier: ['gold', 'silver'][i % 2],
        difficulty: i,
        url: `address ${i}`,
        same: 'x',
      }),
    );
    const ids = columnOptions(source({ prompts })).map(({ id }) => id);
    expect(ids).toEqual(['cluster', 'language', 'source', 'field:tier', 'field:difficulty']);
  });

  it('offers labels and scores where there are some', () => {
    const tags = { ...NO_TAGS, scores: new Float32Array(0) };
    const ids = columnOptions(source({ categories: [], tags }));
    expect(ids.map(({ id }) => id)).toContain('label');
    expect(ids.map(({ id }) => id)).toContain('score');
  });
});
