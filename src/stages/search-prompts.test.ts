import { expect, test } from 'vitest';
import type { Prompt } from '../core/data';
import { seededRandom } from '../core/random';
import { nearestTo } from '../core/vectors/cosine';
import { searchMeaning, searchWords } from './search-prompts';

const prompts = ['sql', 'A long text about sql', 'cats', `${'x '.repeat(300_000)}sql sql`].map(
  (text, i): Prompt => ({
    id: `${i}`,
    text,
    turns: [],
    source: '',
    language: 'en',
    words: 1,
    count: 1,
    fields: {},
  }),
);

test('words: most occurrences first, then the shorter text, across slices', async () => {
  const found = await searchWords(prompts, 'SQL');
  expect(found.map(({ index }) => index)).toEqual([3, 0, 1]);
  expect(await searchWords(prompts, 'sql cats')).toEqual([]);
});

test('meaning: the same as one search over all rows', async () => {
  const random = seededRandom(4);
  const count = 9_000;
  const data = Float32Array.from({ length: count * 3 }, () => random() - 0.5);
  const vector = Float32Array.of(1, 2, 3);
  const found = await searchMeaning(vector, { data, count, dim: 3 }, 50);
  expect(found).toEqual(
    nearestTo(vector, { data, count, dim: 3 }, 50).map(({ index, distance }) => ({
      index,
      score: 1 - distance,
    })),
  );
});
