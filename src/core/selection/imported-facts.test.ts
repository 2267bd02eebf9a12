import { expect, it } from 'vitest';
import type { FieldValue, Prompt } from '../data';
import { categoryField, importedFlags } from './imported-facts';

const prompts = (...all: Record<string, FieldValue>[]): Prompt[] =>
  all.map((fields, i) => ({
    id: `${i}`,
    text: 'a',
    turns: [],
    source: 's',
    language: 'en',
    words: 1,
    count: 1,
    fields,
  }));

it('takes the first column that holds text for categories', () => {
  expect(categoryField(prompts({ label: 'x', domain: 'law' }, { domain: '' }))).toBe('domain');
  expect(categoryField(prompts({ category: 3 }, { category: '' }))).toBeNull();
});

it('reads flags from lists and from text', () => {
  const flags = importedFlags(prompts({ flags: ['nsfw'] }, { flags: 'nonsense, nsfw' }, {}));
  expect([...flags]).toEqual([
    [0, ['nsfw']],
    [1, ['nonsense', 'nsfw']],
  ]);
});
