import { expect, test } from 'vitest';
import { queryTerms, termPattern, termScore } from './term-search';

const score = (text: string, query: string) =>
  termScore(
    text,
    queryTerms(query).map((term) => termPattern([term])),
  );

test('a query is words and quoted phrases', () => {
  expect(queryTerms('  rent "notice period" flat ')).toEqual(['rent', 'notice period', 'flat']);
  expect(queryTerms('an open "quote')).toEqual(['an', 'open', 'quote']);
  expect(queryTerms(' " " ')).toEqual([]);
});

test('all terms must occur, at the beginning of a word, whatever the case', () => {
  expect(score('Two Cats and a dog', 'cat dog')).toBeCloseTo(2 * Math.log(2), 12);
  expect(score('Two cats', 'cat dog')).toBe(0);
  expect(score('education', 'cat')).toBe(0);
  expect(score('ÜBUNG macht', 'übung')).toBeGreaterThan(0);
  expect(score('a notice of the period', '"notice period"')).toBe(0);
});

test('more occurrences score higher', () => {
  expect(score('sql, SQL and sql', 'sql')).toBeCloseTo(Math.log(4), 12);
});

test('scripts without spaces match inside a run; signs are text', () => {
  expect(score('線形代数の問題を証明してください', '問題')).toBeGreaterThan(0);
  expect(score('f(x) = x*2', 'x*')).toBeGreaterThan(0);
  expect(score('f(x) = x*2', '(y)')).toBe(0);
});
