import { parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import type { Prompt } from '../data';
import { promptsToParquet } from './prompt-parquet';

const prompt = (id: string, fields: Prompt['fields']): Prompt => ({
  id,
  text: `Ask ${id} \u2028 <b>`,
  turns: [{ role: 'user', content: 'Ask' }],
  source: 's.csv',
  language: 'en',
  words: 3,
  count: 1,
  fields,
});

it('is read back by another reader with the types of the fields', async () => {
  const bytes = promptsToParquet([
    { prompt: prompt('a', { score: 6, hard: true, tags: ['x', 'y'], mixed: 1 }), category: 'law' },
    { prompt: prompt('b', { score: null, mixed: 'one', words: 9 }), cluster: '4' },
  ]);
  const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer });
  const common = { source: 's.csv', language: 'en', words: 3, count: 1 };
  expect(rows).toEqual([
    {
      ...common,
      id: 'a',
      prompt: 'Ask a \u2028 <b>',
      category: 'law',
      cluster: '',
      score: 6,
      hard: true,
      tags: '["x","y"]',
      mixed: '1',
      imported_words: null,
    },
    {
      ...common,
      id: 'b',
      prompt: 'Ask b \u2028 <b>',
      category: '',
      cluster: '4',
      score: null,
      hard: null,
      tags: null,
      mixed: 'one',
      imported_words: 9,
    },
  ]);
});
