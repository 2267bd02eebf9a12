import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FileRecord } from '../formats/file-record';
import { readLeaderboard } from '../formats/leaderboard';
import { sharedPath } from '../testing/shared';
import { suggestAliases } from './alias-suggestions';
import { compareBenchmarks } from './benchmark-comparison';
import { atCoverage } from './interval-coverage';
import type { LeaderboardRow } from './leaderboard';

const row = (
  model: string,
  score: number,
  half: number | null = 1,
  more: Partial<LeaderboardRow> = {},
): LeaderboardRow => ({
  model,
  score,
  lower: half === null ? null : score - half,
  upper: half === null ? null : score + half,
  variance: null,
  averageTokens: null,
  results: null,
  ...more,
});
const board = (id: string, rows: readonly LeaderboardRow[]) => ({ id, rows, interval: 0.95 });

describe('compareBenchmarks', () => {
  const reference = board('ref', [row('a', 30), row('b', 20), row('c', 10), row('d', 0)]);

  it('takes the models common to all, in the reference’s order, and lists the others', () => {
    const one = board('one', [row('d', 1), row('c', 5), row('a', 9), row('x', 3)]);
    const two = board('two', [row('a', 1), row('b', 2), row('c', 3), row('d', 4)]);
    const found = compareBenchmarks([one, two], reference, { top: null });
    expect(found.models).toEqual(['a', 'c', 'd']);
    expect(found.notInAll).toEqual(['b']);
    expect(found.columns[0].unmatched).toEqual(['x']);
    expect(found.reference.unmatched).toEqual([]);
    expect(found.columns[0].rows.map(({ score }) => score)).toEqual([9, 5, 1]);
    expect(found.columns[0].quality.agreementSigned).toBe(1);
    // Intervals of two: 1±1, 3±1 and 4±1; only a and c, a and d are apart, in reverse.
    expect(found.columns[1].quality.agreementSigned).toBeCloseTo(-2 / 3, 12);
    expect(found.reference.separability).toBe(1);
  });

  it('restricts to the reference’s best and follows aliases', () => {
    const one = board('one', [row('A!', 9), row('b', 5), row('c', 1)]);
    const aliases = new Map([['A!', 'a']]);
    const found = compareBenchmarks([one], reference, { aliases, top: 2 });
    expect(found.models).toEqual(['a', 'b']);
    expect(found.belowTop).toBe(1);
    expect(found.reference.unmatched).toEqual(['d']);
  });

  it('lists the rows that lose their name to an earlier one by an alias', () => {
    const one = board('one', [row('a', 9), row('A!', 7), row('b', 5), row('B!', 4)]);
    const aliases = new Map([
      ['A!', 'a'],
      ['B!', 'b'],
      ['d', 'c'],
    ]);
    const found = compareBenchmarks([one], reference, { aliases, top: null });
    expect(found.columns[0].rows.map(({ score }) => score)).toEqual([9, 5]);
    expect(found.columns[0].repeated).toEqual(['A!', 'B!']);
    expect(found.reference.repeated).toEqual(['d']);
  });

  it('says what to do where nothing is common', () => {
    const other = board('one', [row('x', 1)]);
    expect(() => compareBenchmarks([other], reference, { top: null })).toThrow(
      /no model in common/,
    );
  });

  it('gives the reference’s own probabilities only where it has a spread', () => {
    const one = board('one', [row('a', 9), row('b', 5)]);
    const bare = board('ref', [row('a', 3, null), row('b', 2, null)]);
    const without = compareBenchmarks([one], bare, { top: null });
    expect(without.columns[0].referenceForecasts).toBeNull();
    expect(without.columns[0].quality.agreementSigned).toBeNull();
    const [own] = compareBenchmarks([one], reference, { top: null }).columns;
    expect(own.referenceForecasts).toHaveLength(1);
    expect(own.referenceForecasts![0]).toBeLessThan(0.01);
  });
});

describe('atCoverage', () => {
  it('takes percentiles of results, a normal interval of a variance, and narrows bare bounds', () => {
    const results = Array.from({ length: 1001 }, (_, i) => i / 10);
    const { rows, normal } = atCoverage(
      [
        row('results', 50, 47.5, { results }),
        row('variance', 0, 5, { variance: 4 }),
        row('bounds', 0, 1.959963984540054),
        row('none', 1, null),
      ],
      0.95,
      0.8,
    );
    expect(rows[0].lower).toBeCloseTo(10, 12);
    expect(rows[0].upper).toBeCloseTo(90, 12);
    expect(rows[1].upper).toBeCloseTo(2 * 1.2815515655446004, 12);
    expect(rows[2].lower).toBeCloseTo(-1.2815515655446004, 12);
    expect(rows[3].lower).toBeNull();
    expect(normal).toBe(true);
    expect(atCoverage([row('results', 50, 47.5, { results })], 0.95, 0.8).normal).toBe(false);
  });
});

describe('suggestAliases', () => {
  const known = ['llama-2-70b-chat', 'llama-2-7b-chat', 'claude-2.1', 'gpt-4-0613', 'gpt-4-0314'];

  it('finds the same model under another spelling, and not another size or version', () => {
    expect(suggestAliases('meta-llama/Llama-2-70b-chat-hf', known)[0].name).toBe(
      'llama-2-70b-chat',
    );
    expect(suggestAliases('Claude 2.1', known)[0]).toEqual({ name: 'claude-2.1', likeness: 1 });
    expect(suggestAliases('gpt4_0613', known).map(({ name }) => name)).not.toContain('gpt-4-0314');
    expect(suggestAliases('mixtral', known)).toEqual([]);
    expect(suggestAliases('', known)).toEqual([]);
  });
});

const path = sharedPath('data/benchmark-quality');
describe.skipIf(!path)('the published benchmarks', () => {
  const jsonl = (name: string): FileRecord[] =>
    readFileSync(`${path}/${name}`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line, i) => ({ row: i + 1, value: JSON.parse(line) as unknown }));
  const csv = (name: string): FileRecord[] => {
    const [head, ...lines] = readFileSync(`${path}/${name}`, 'utf8').trim().split('\n');
    const names = head.trim().split(',');
    return lines.map((line, i) => ({
      row: i + 2,
      value: Object.fromEntries(
        line
          .trim()
          .split(',')
          .map((cell, c) => [names[c], cell]),
      ),
    }));
  };

  it('come out as their authors published', () => {
    const load = (name: string, records: FileRecord[]) =>
      board(name, readLeaderboard(name, records).rows);
    const names = ['arena-hard', 'mt-bench'];
    const found = compareBenchmarks(
      names.map((name) => load(name, jsonl(`${name}.jsonl`))),
      load('reference', csv('reference-arena.csv')),
      { top: null },
    );
    const expected = JSON.parse(readFileSync(`${path}/expected.json`, 'utf8')) as Record<
      string,
      Record<string, number>
    >;
    for (const { id, quality } of found.columns) {
      const want = expected[id];
      expect(quality.separability).toBeCloseTo(want.separability, 9);
      expect(quality.agreementSigned).toBeCloseTo(want.agreement_signed, 9);
      expect(quality.agreementHalfStrict).toBeCloseTo(want.agreement_half_strict, 9);
      expect(quality.brier).toBeCloseTo(want.brier, 9);
      expect(quality.logLoss).toBeCloseTo(want.log_loss, 9);
      expect(quality.spearman).toBeCloseTo(want.spearman, 9);
    }
  });
});
