import { expect, it } from 'vitest';
import { promptsWith } from '../labels/testing/prompts';
import { categoryField, importedFlags } from './imported-facts';

it('takes the first column that holds text for categories', () => {
  expect(categoryField(promptsWith({ label: 'x', domain: 'law' }, { domain: '' }))).toBe('domain');
  expect(categoryField(promptsWith({ category: 3 }, { category: '' }))).toBeNull();
});

it('reads flags from lists and from text', () => {
  const flags = importedFlags(promptsWith({ flags: ['nsfw'] }, { flags: 'nonsense, nsfw' }, {}));
  expect([...flags]).toEqual([
    [0, ['nsfw']],
    [1, ['nonsense', 'nsfw']],
  ]);
});
