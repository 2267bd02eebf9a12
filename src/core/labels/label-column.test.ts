import { expect, it } from 'vitest';
import { labelColumns, labelsOfColumn } from './label-column';
import { promptsWith } from './testing/prompts';

const LONG = 'x'.repeat(90);
const prompts = promptsWith(
  { domain: 'law', score: 3, note: LONG, same: 'a', tags: ['x'], hard: true, mean: 0.5 },
  { domain: ' law ', score: 4, note: LONG, same: 'a', tags: ['y'], hard: false, mean: 1.5 },
  { domain: 'maths', score: 3, note: 'z', same: 'a', gap: '' },
  { domain: '', same: 'a' },
  { domain: null },
  { domain: LONG, gap: null },
);

it('offers columns of a few short names, whole numbers or booleans, and reads them', () => {
  const counted = (entries: readonly (readonly [string, number])[]) =>
    entries.map(([name, count]) => ({ name, count }));
  expect(labelColumns(prompts).offered).toEqual([
    {
      field: 'domain',
      values: counted([
        ['law', 2],
        ['maths', 1],
      ]),
      labelled: 3,
      unnamed: 1,
    },
    {
      field: 'score',
      values: counted([
        ['3', 2],
        ['4', 1],
      ]),
      labelled: 3,
      unnamed: 0,
    },
    {
      field: 'hard',
      values: counted([
        ['false', 1],
        ['true', 1],
      ]),
      labelled: 2,
      unnamed: 0,
    },
  ]);
  const labelled = (field: string) =>
    labelsOfColumn(prompts, field).map(({ promptId, category }) => [promptId, category]);
  expect(labelled('domain')).toEqual([
    ['p0', 'law'],
    ['p1', 'law'],
    ['p2', 'maths'],
  ]);
  expect(labelled('hard')).toEqual([
    ['p0', 'true'],
    ['p1', 'false'],
  ]);
  expect(labelled('toString')).toEqual([]);
});

it('holds out the prompts of a validation or test split, unless all are of it', () => {
  const split = promptsWith({ a: 'x', split: 'train' }, { a: 'y', split: 'test' }, { a: 'z' });
  const heldOut = (from: typeof split) => labelsOfColumn(from, 'a').map((each) => each.heldOut);
  expect(heldOut(split)).toEqual([undefined, true, undefined]);
  expect(heldOut(split.slice(1, 2))).toEqual([undefined]);
});

it('says why the other columns are not offered', () => {
  const many = promptsWith(...Array.from({ length: 101 }, (_, i) => ({ name: `n${i}` })));
  expect(labelColumns(many)).toEqual({
    offered: [],
    refused: [{ field: 'name', reason: 'more than 100 different values' }],
  });
  expect(labelColumns(many.slice(1)).offered).toHaveLength(1);
  expect(labelColumns(prompts).refused).toEqual([
    { field: 'note', reason: 'texts of more than 80 characters' },
    { field: 'same', reason: 'only one value' },
    { field: 'tags', reason: 'lists, not single names' },
    { field: 'mean', reason: 'numbers with fractions' },
    { field: 'gap', reason: 'no values' },
  ]);
});
