import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { LeaderboardRow } from '../quality/leaderboard';
import { readAliases } from './aliases';
import { readBootstrapResult, writeBootstrapResults } from './bootstrap-results';
import { writeCategoryLeaderboardCsv } from './category-leaderboard';
import type { FileRecord } from './file-record';
import { readJudgePrompt, writeJudgePrompt } from './judge-prompt';
import { readLeaderboard, writeLeaderboardCsv } from './leaderboard';
import { readLeaderboards } from './leaderboards-of-file';
import { parseVerdictLabel, verdictLabel, verdictLevel, verdictOutcome } from './verdict-label';
import type { VerdictLevel } from './verdict-label';

function recordsOf(csv: string): FileRecord[] {
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  return data.map((value, i) => ({ row: i + 2, value }));
}

const number = fc.double({ min: -2000, max: 2000, noNaN: true }).map((value) => value || 0);
const model = fc.constantFrom('a', 'Möbius "7b", large', '<b>', 'org/m', '007');

describe('leaderboards that are written and read again', () => {
  const row = fc.record({
    model,
    score: number,
    half: fc.option(fc.double({ min: 0, max: 50, noNaN: true }), { nil: null }),
    variance: fc.option(
      fc.double({ min: 0, max: 90, noNaN: true }).map((value) => value || 0),
      { nil: null },
    ),
    averageTokens: fc.option(fc.nat(2000), { nil: null }),
    results: fc.array(number, { minLength: 1, maxLength: 5 }),
  });
  const rows = fc.uniqueArray(row, { selector: (each) => each.model, minLength: 1 }).map((drawn) =>
    drawn.map(({ half, ...rest }): LeaderboardRow => ({
      ...rest,
      lower: half === null ? null : rest.score - half,
      upper: half === null ? null : rest.score + half,
    })),
  );

  it('as CSV', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const bare = list.map((each) => ({ ...each, results: null }));
        const { rows: found, errors } = readLeaderboard('l', recordsOf(writeLeaderboardCsv(bare)));
        expect([found, errors]).toEqual([bare, []]);
      }),
      { seed: 10, numRuns: 100 },
    );
  });

  it('as bootstrap results', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const bare = list.map((each) => ({ ...each, variance: null, averageTokens: null }));
        const written = JSON.parse(JSON.stringify(writeBootstrapResults(bare))) as Record<
          string,
          unknown
        >[];
        expect(written.map(readBootstrapResult)).toEqual(bare);
        const records = written.map((value, i) => ({ row: i + 1, value }));
        expect(readLeaderboard('b', records).rows).toEqual(bare);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('by category, long with all and wide with the scores', () => {
    const scores = ['a', 'b "2"'].flatMap((name, m) =>
      ['law', 'maths, hard'].map((category, c) => ({
        model: name,
        category,
        score: 40 + 10 * m + c / 3,
        lower: c === 0 ? 30 : null,
        upper: c === 0 ? 60 : null,
        n: c === 0 ? 120 : null,
      })),
    );
    const read = (form: 'long' | 'wide') =>
      readLeaderboards('l', recordsOf(writeCategoryLeaderboardCsv(scores, form))).flatMap((board) =>
        board.rows.map((row) => ({ category: board.category, ...row })),
      );
    const byCategory = [...scores].sort((a, b) => (a.category < b.category ? -1 : 1));
    expect(read('long')).toMatchObject(byCategory.map(({ n: _, ...known }) => known));
    expect(read('wide')).toMatchObject(
      byCategory.map(({ n: _, ...known }) => ({ ...known, lower: null, upper: null })),
    );
  });
});

describe('bootstrap results', () => {
  it('tell results that stand sorted within a model', () => {
    const board = (results: number[]) =>
      readLeaderboard('b', [
        { row: 1, value: { model: 'a', score: 1, lower: 0, upper: 2, results } },
      ]);
    expect(board([1, 2, 2, 3]).sortedResults).toBe(true);
    expect(board([1, 3, 2]).sortedResults).toBe(false);
    expect(board([1]).sortedResults).toBe(false);
  });

  it.each([
    [{ model: '', score: 1, results: [] }, 'no `model`'],
    [{ model: 'a', score: 'x', results: [] }, 'a: `score` is not a number'],
    [
      { model: 'a', score: 1, lower: 3, upper: 2, results: [] },
      'a: the interval is reversed (3 to 2)',
    ],
    [
      { model: 'a', score: 1, results: [1, null] },
      'a: `results` holds something that is not a number',
    ],
  ])('refuse %j', (record, reason) => {
    expect(readBootstrapResult(record)).toBe(reason);
  });
});

describe('aliases', () => {
  it('map a name in a file to the shared one', () => {
    const aliases = readAliases('a.csv', recordsOf('alias,model\nA-large,a\nb2,b\n'));
    expect([...aliases]).toEqual([
      ['A-large', 'a'],
      ['b2', 'b'],
    ]);
    expect(() => readAliases('a.csv', recordsOf('x,y\n1,2\n'))).toThrow(
      'a.csv, row 2: give the columns',
    );
  });
});

describe('verdict labels', () => {
  it.each([
    ['A>>B', 2],
    ['[[A>B]]', 1],
    ['A=B', 0],
    ['A~=B', 0],
    ['B=A', 0],
    ['B>A', -1],
    ['B>>A', -2],
    ['A<B', -1],
    ['A<<B', -2],
    ['B<A', 1],
    ['[[ b << a ]]', 2],
    ['[[A]]', 1],
    ['[[B]]', -1],
    ['[[C]]', 0],
  ] as const)('%s is %d from A’s view', (label, level) => {
    expect(parseVerdictLabel(label)).toBe(level);
  });

  it.each(['', 'tie', 'D', 'A>>>B', 'A>C', 'arr[a]', 'constructor', '__proto__'])(
    '%j is none',
    (label) => {
      expect(parseVerdictLabel(label)).toBeNull();
    },
  );

  it('come back from outcome and weight', () => {
    for (const level of [-2, -1, 0, 1, 2] as VerdictLevel[]) {
      const { outcome, weight } = verdictOutcome(level, 3);
      expect(verdictLevel(outcome, weight)).toBe(level);
      expect(parseVerdictLabel(verdictLabel(level))).toBe(level);
    }
    expect(verdictOutcome(2, 3)).toEqual({ outcome: 1, weight: 3 });
  });
});

describe('judge prompts', () => {
  it('come back as they were, whatever the answers hold', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '\n', '<', '|', '>', '👩‍👩‍👧', '[', ']'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, text, (prompt, answerA, answerB) => {
        const texts = { prompt, answerA, answerB };
        expect(readJudgePrompt(writeJudgePrompt(texts))).toEqual(texts);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('are null for any other text', () => {
    expect(readJudgePrompt('Which answer is better?')).toBeNull();
    expect(readJudgePrompt('<|User Prompt|>\nQ')).toBeNull();
  });
});
