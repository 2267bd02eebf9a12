import { expect, it } from 'vitest';
import { categoryField, importedExpert, importedFlags, importedOccupations } from './imported-tags';
import { promptsWith } from './testing/prompts';

it('takes the first column that holds text for categories', () => {
  expect(categoryField(promptsWith({ label: 'x', domain: 'law' }, { domain: '' }))).toBe('domain');
  expect(categoryField(promptsWith({ category: 3 }, { category: '' }))).toBeNull();
});

it.each([
  [
    ['software_and_it_services', 'Mathematical'],
    ['software and IT services', 'mathematical'],
  ],
  ['education; Real_Estate', ['education', 'real estate']],
  ['software_and_it_services, mathematical', ['software and IT services', 'mathematical']],
  ["{'mathematical': True, 'travel': False}", ['mathematical']],
  ["['Legal & Government', 'chess']", ['legal and government', 'chess']],
  ["['education' 'travel'\n 'chess']", ['education', 'travel', 'chess']],
  ['[]', []],
  ['', null],
])('reads occupations of %j', (occupational_tags, expected) => {
  // Beside another, as a column without any is none.
  const [tags] = importedOccupations(
    promptsWith({ occupational_tags }, { occupational_tags: [] }),
  )!;
  expect(tags).toEqual(expected);
  expect(importedOccupations(promptsWith({}))).toBeNull();
});

it('reads expert flags', () => {
  const values = [true, 'false', 0, 'True', 'FALSE', 'yes', '1', 'Dr. No', null];
  expect(importedExpert(promptsWith(...values.map((expert) => ({ expert }))))).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
    true,
    null,
    null,
  ]);
  expect(importedExpert(promptsWith({ is_expert: 'no' }))).toEqual([false]);
  expect(importedExpert(promptsWith({}))).toBeNull();
});

it.each([
  [['nsfw'], ['nsfw']],
  ['nonsense, nsfw', ['nonsense', 'nsfw']],
  ['nsfw; nonsense', ['nsfw', 'nonsense']],
  ["['nsfw']", ['nsfw']],
  ['["NSFW", "nsfw"]', ['nsfw']],
  ['Missing context', ['missing-context']],
  ['Spam', ['Spam']],
  ['[]', []],
  ['none', []],
  ['[nsfw', null],
  ['', null],
])('reads quality flags of %j', (flags, expected) => {
  expect(importedFlags(promptsWith({ flags }, { flags: [] }))![0]).toEqual(expected);
  expect(importedFlags(promptsWith({ flags: '' }))).toBeNull();
});
