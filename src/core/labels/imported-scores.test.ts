import { expect, it } from 'vitest';
import { importedScores } from './imported-scores';
import { promptsWith } from './testing/prompts';

it('reads scores of 0 to 7 from a column or a list of criteria', () => {
  const given = promptsWith(
    { score: 6 },
    { score: '0' },
    { criteria: ['1', '3'] },
    { criteria: ['1', '3'], score: 2000 },
    { criteria_score: 7 },
    { score: ' ' },
    {},
  );
  expect(importedScores(given)).toEqual({ values: [6, 0, 2, 2, 7, null, null], highest: 7 });
  expect(importedScores(promptsWith({ note: 1 }))).toBeNull();
});

it.each([[8], ['8'], [-1], [2.5], [true]])('takes no column with %j for scores', (score) => {
  expect(importedScores(promptsWith({ score: 3 }, { score }))).toBeNull();
});

it('takes text that is no number for no score of its row alone', () => {
  const given = promptsWith({ score: 3 }, { score: 5 }, { score: 'n/a' });
  expect(importedScores(given)?.values).toEqual([3, 5, null]);
  expect(importedScores(promptsWith({ score: 'high' }))).toBeNull();
});

it('reads scores of as many criteria as their file says', () => {
  const exported = promptsWith(
    { score: 10, score_of: 10 },
    { score: 2, score_of: '10', criteria: ['old'] },
  );
  expect(importedScores(exported)).toEqual({ values: [10, 2], highest: 10 });
  expect(importedScores(promptsWith({ score: 4, score_of: 3 }))).toBeNull();
});

it.each([[101], [1e12], ['1e12'], [0], [2.5]])('takes no scores of %j criteria', (score_of) => {
  expect(importedScores(promptsWith({ score: 1, score_of }))).toBeNull();
});

it('keeps files apart: votes of one spoil no scores, and of two scales that of most prompts counts', () => {
  const [of10, of10Too, of7, votes] = promptsWith(
    { score: 9, score_of: 10 },
    { score: 1, score_of: 10 },
    { score: 5 },
    { score: 1200 },
  );
  const prompts = [of10, of7, { ...of10Too, source: 'b' }, { ...votes, source: 'c' }];
  expect(importedScores(prompts)).toEqual({ values: [9, null, 1, null], highest: 10 });
  expect(importedScores([of7, { ...votes, source: 'c' }])?.values).toEqual([5, null]);
});
