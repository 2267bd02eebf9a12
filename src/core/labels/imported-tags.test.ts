import { expect, it } from 'vitest';
import {
  categoryField,
  importedExpert,
  importedFlags,
  importedOccupations,
  importedScores,
} from './imported-tags';
import { promptsWith } from './testing/prompts';

it('takes the first column that holds text for categories', () => {
  expect(categoryField(promptsWith({ label: 'x', domain: 'law' }, { domain: '' }))).toBe('domain');
  expect(categoryField(promptsWith({ category: 3 }, { category: '' }))).toBeNull();
});

it('reads scores 0 to 7 from a column or a list of criteria, and nothing else', () => {
  const scores = importedScores(
    promptsWith(
      { score: 6 },
      { score: '0' },
      { criteria: ['1', '3'] },
      { score: 8 },
      { score: 2.5 },
      { score: '' },
      {},
    ),
  );
  expect(scores).toEqual([6, 0, 2, null, null, null, null]);
  expect(importedScores(promptsWith({ score: 99 }, { note: 1 }))).toBeNull();
});

it('reads occupations from a list or a text', () => {
  expect(
    importedOccupations(
      promptsWith(
        { occupational_tags: ['software_and_it_services', 'Mathematical'] },
        { occupational_tags: 'education; Real_Estate' },
        {},
      ),
    ),
  ).toEqual([['software and IT services', 'mathematical'], ['education', 'real estate'], null]);
  expect(importedOccupations(promptsWith({}))).toBeNull();
});

it('reads expert flags', () => {
  expect(
    importedExpert(promptsWith({ expert: true }, { is_expert: 'false' }, { expert: 0 }, {})),
  ).toEqual([true, false, false, null]);
  expect(importedExpert(promptsWith({}))).toBeNull();
});

it('reads quality flags from lists and from text', () => {
  expect(importedFlags(promptsWith({ flags: ['nsfw'] }, { flags: 'nonsense, nsfw' }, {}))).toEqual([
    ['nsfw'],
    ['nonsense', 'nsfw'],
    null,
  ]);
  expect(importedFlags(promptsWith({ flags: '' }))).toBeNull();
});
