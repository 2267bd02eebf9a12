import { expect, it } from 'vitest';
import { labelColumns, labelsOfColumn } from './label-column';
import { promptsWith } from './testing/prompts';

const prompts = promptsWith(
  { domain: 'law', score: 3, note: 'x'.repeat(90), same: 'a', tags: ['x'] },
  { domain: ' law ', score: 4, note: 'y', same: 'a', tags: ['y'] },
  { domain: 'maths', score: 3, note: 'z', same: 'a' },
  { domain: '', same: 'a' },
  { domain: null },
);

it('offers columns of a few short names, and reads them', () => {
  expect(labelColumns(prompts)).toEqual([
    {
      field: 'domain',
      values: [
        { name: 'law', count: 2 },
        { name: 'maths', count: 1 },
      ],
      labelled: 3,
    },
  ]);
  expect(
    labelsOfColumn(prompts, 'domain').map(({ promptId, category }) => [promptId, category]),
  ).toEqual([
    ['p0', 'law'],
    ['p1', 'law'],
    ['p2', 'maths'],
  ]);
  expect(labelsOfColumn(prompts, 'toString')).toEqual([]);
});

it('leaves out a column of more than a hundred values', () => {
  const many = Array.from({ length: 101 }, (_, i) => ({
    ...prompts[0],
    fields: { name: `n${i}` },
  }));
  expect(labelColumns(many)).toEqual([]);
  expect(labelColumns(many.slice(1))).toHaveLength(1);
});
