import { describe, expect, it } from 'vitest';
import type { LeaderboardRow } from '../core/quality/leaderboard';
import {
  comparable,
  EMPTY_LIST,
  NO_FACTS,
  withAlias,
  withBenchmark,
  withLoaded,
  withoutBenchmark,
  withScore,
  type LoadedBenchmark,
} from './benchmark-list';
import { matchedNames, nameMatches } from './name-matches';

const row = (model: string): LeaderboardRow => ({
  model,
  score: 1,
  lower: null,
  upper: null,
  variance: null,
  averageTokens: null,
  results: null,
});
const loaded = (id: string, name: string, models: string[] = []): LoadedBenchmark => ({
  id,
  name,
  file: `${name}.csv`,
  rows: models.map(row),
  errors: [],
  sortedResults: false,
  interval: 0.95,
  facts: NO_FACTS,
  request: null,
});

describe('the list of benchmarks', () => {
  it('compares the first category of a file, and has the others to choose', () => {
    const [law, maths] = [loaded('1', 'set: law'), loaded('2', 'set: maths')].map((each) => ({
      ...each,
      file: 'set.csv',
    }));
    const list = withLoaded(EMPTY_LIST, [loaded('0', 'reference'), law, maths]);
    expect(list).toMatchObject({ reference: '0', hidden: ['2'] });
  });

  it('takes as reference what its name tells, else the first', () => {
    const named = withLoaded(EMPTY_LIST, [loaded('1', 'arena-hard'), loaded('2', 'reference')]);
    expect(named.reference).toBe('2');
    expect(withLoaded(EMPTY_LIST, [loaded('1', 'mt-bench'), loaded('2', 'x')]).reference).toBe('1');
    expect(withLoaded(named, [loaded('3', 'human')]).reference).toBe('2');
  });

  it('compares intervals of 95 %, whatever the coverage of a file’s', () => {
    const published = loaded('1', 'x', ['a']);
    expect(comparable(published)).toBe(published);
    const rows = [{ ...row('a'), lower: 0, upper: 2 }];
    const narrow = comparable({ ...published, rows, interval: 0.8 });
    expect(narrow.interval).toBe(0.95);
    // The half width of 1 times the two normal quantiles, 1.95996 over 1.28155.
    expect(narrow.rows[0].upper).toBeCloseTo(1 + 1.52937, 4);
  });

  it('forgets what it removes', () => {
    const list = { ...withLoaded(EMPTY_LIST, [loaded('1', 'x'), loaded('2', 'y')]), hidden: ['2'] };
    expect(withoutBenchmark(list, '1').reference).toBeNull();
    expect(withoutBenchmark(list, '2').hidden).toEqual([]);
  });

  it('changes one and leaves the others', () => {
    const list = withLoaded(EMPTY_LIST, [loaded('1', 'x'), loaded('2', 'y')]);
    const [first, second] = withBenchmark(list, '2', { name: 'z' }).loaded;
    expect(first).toBe(list.loaded[0]);
    expect(second.name).toBe('z');
  });

  it('takes another column of the file as the score', () => {
    const readings = ['win_rate', 'lc'].map((score) => ({ score, rows: [row(score)], errors: [] }));
    const board = { ...loaded('1', 'x'), ...readings[0], readings };
    const list = withLoaded(EMPTY_LIST, [board]);
    expect(withScore(list, '1', 'lc').loaded).toEqual([{ ...board, ...readings[1] }]);
    expect(withScore(list, '1', 'none')).toBe(list);
  });

  it('replaces and removes aliases', () => {
    const once = withAlias(withAlias(EMPTY_LIST, 'A', 'a'), 'A', 'b');
    expect(once.aliases).toEqual([['A', 'b']]);
    expect(withAlias(once, 'A', null).aliases).toEqual([]);
  });
});

describe('nameMatches', () => {
  it('lists names of either side without a partner, as they stand there', () => {
    const boards = [
      { id: 'x', rows: ['A', 'b', 'q'].map(row), interval: 0.95 },
      { id: 'y', rows: [], interval: 0.95 },
    ];
    const reference = { id: 'r', rows: ['a', 'b', 'c'].map(row), interval: 0.95 };
    const [x, y] = nameMatches(boards, reference, new Map([['A', 'a']]));
    expect(x.unmatched).toEqual(['q']);
    expect(x.missing).toEqual(['c']);
    expect(matchedNames(x)).toBe(2);
    expect(y).toEqual({ id: 'y', names: 0, unmatched: [], missing: ['a', 'b', 'c'] });
  });
});
