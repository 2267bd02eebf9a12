import { describe, expect, it } from 'vitest';
import { indexedRows, listedRows } from './json-columns';

const rows = (value: object) => listedRows(value) ?? indexedRows(value);

describe('rows of an object of columns', () => {
  const expected = [
    { prompt: 'a', id: 1 },
    { prompt: 'b', id: 2 },
  ];
  it.each([
    ['lists', { prompt: ['a', 'b'], id: [1, 2] }],
    [
      'split, of pandas',
      {
        columns: ['prompt', 'id'],
        index: [0, 1],
        data: [
          ['a', 1],
          ['b', 2],
        ],
      },
    ],
    ['pandas’ own', { prompt: { 0: 'a', 1: 'b' }, id: { 0: 1, 1: 2 } }],
  ])('%s', (_, value) => {
    expect(rows(value)).toEqual(expected);
  });

  it('takes a list of texts, or of conversations, for rows', () => {
    expect(rows({ prompt: ['a', 'b'] })).toEqual([{ prompt: 'a' }, { prompt: 'b' }]);
    expect(rows({ messages: [[{ role: 'user', content: 'a' }]] })).toHaveLength(1);
    expect(rows({ turns: ['a', 'b'], id: ['x', 'y'] })).toHaveLength(2);
  });

  it.each([
    ['turns of one prompt', { turns: ['a', 'b'], tags: ['x', 'y'] }],
    ['messages of one prompt', { messages: [{ role: 'user', content: 'a' }] }],
    ['a chat in the column prompt', { prompt: [{ role: 'user', content: 'a' }] }],
    ['lists of different lengths', { prompt: ['a', 'b'], tags: ['x'] }],
    ['one message', { prompt: { role: 'user', content: 'a' }, id: 'x' }],
    ['records by their ids', { q1: { prompt: 'a' }, q2: { prompt: 'b' } }],
    ['empty lists', { prompt: [], id: [] }],
    ['nothing', {}],
  ])('%s is none', (_, value) => {
    expect(rows(value)).toBeNull();
  });
});
