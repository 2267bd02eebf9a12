import { describe, expect, it } from 'vitest';
import { compareBenchmarks } from '../../../core/quality/benchmark-comparison';
import type { LeaderboardRow } from '../../../core/quality/leaderboard';
import { NO_FACTS } from '../../../workspace/benchmark-list';
import { forecastData, forecastPoints, reliabilityPoints } from './forecast-points';
import { qualityRows } from './quality-figures';
import { qualityFinding, ruleRemarks } from './quality-finding';

const row = (model: string, score: number, half: number | null): LeaderboardRow => ({
  model,
  score,
  lower: half === null ? null : score - half,
  upper: half === null ? null : score + half,
  variance: null,
  averageTokens: null,
  results: null,
});
const board = (id: string, rows: LeaderboardRow[]) => ({ id, rows, interval: 0.95 });
const nameOf = (id: string) => `“${id}”`;

const reference = board('ref', [row('a', 30, 1), row('b', 20, 1), row('c', 10, 0), row('d', 9, 2)]);
const good = board('good', [row('a', 9, 1), row('b', 5, 1), row('c', 2, 0.5), row('d', 0, 0.5)]);
const weak = board('weak', [row('d', 9, 6), row('c', 8, 6), row('a', 20, 2), row('b', 19, 2)]);
const comparison = compareBenchmarks([good, weak], reference, { top: null });

describe('qualityRows', () => {
  const facts = { prompts: 500, cost: 25, judge: 'gpt' };
  const rows = qualityRows(comparison, NO_FACTS, [facts, NO_FACTS]);
  const cells = (title: string) => rows.find((each) => each.title === title)!.cells;

  it('gives every figure with what it rests on, the best marked, the reference last', () => {
    const [first, second, own] = cells('Separability, 95 %');
    expect(first).toMatchObject({ text: '100.0 %', detail: '6 of 6 pairs', best: true });
    expect(second.best).toBe(false);
    expect(own.value).toBeCloseTo(5 / 6, 12);
    expect(cells('Agreement (+1, 0, −1)')[0].detail).toMatch(/^over 6 pairs$/);
    expect(cells('Agreement (+1, 0, −1), strict rule')[0].detail).toMatch(/^over 5 pairs$/);
    expect(cells('Brier score')[0].detail).toMatch(/σ from interval width/);
    expect(cells('Brier score')[0].best).toBe(true);
  });

  it('has the facts as rows, and dashes where there are none', () => {
    expect(cells('Prompts per model').map(({ text }) => text)).toEqual(['500', '–', '–']);
    expect(cells('Cost per model')[0].value).toBe(25);
    expect(cells('Judge')[0].text).toBe('gpt');
  });
});

describe('the finding', () => {
  it('tells the best and the worst by name', () => {
    expect(qualityFinding(comparison, nameOf)).toMatch(
      /^“good” tells 100\.0 % of the pairs of 4 models apart and agrees with “ref” on 100\.0 % of the 6 that it separates; “weak” tells .* apart and agrees on .*\.$/,
    );
  });

  it('says so where nothing has intervals', () => {
    const bare = board('bare', [row('a', 3, null), row('b', 2, null)]);
    const found = compareBenchmarks([bare], reference, { top: null });
    expect(qualityFinding(found, nameOf)).toMatch(/orders 100\.0 % of 1 pair .*Without intervals/);
  });

  it('says so where the reference separates nothing', () => {
    const vague = board('vague', [row('a', 3, 9), row('b', 2, 9)]);
    const found = compareBenchmarks([good], vague, { top: null });
    expect(qualityFinding(found, nameOf)).toMatch(/“vague” itself separates none of these pairs/);
  });

  it('explains where the rule of separation matters', () => {
    const remarks = ruleRemarks(comparison, nameOf);
    expect(remarks).toHaveLength(1);
    expect(remarks[0]).toMatch(/^“weak”: .*c in “ref”/);
  });
});

describe('the forecast plot', () => {
  it('moves points by little, the same way each time', () => {
    const [column] = comparison.columns;
    const points = forecastPoints(column);
    expect(points).toEqual(forecastPoints(column));
    points.forEach(({ x, y }, i) => {
      expect(Math.abs(x - column.quality.forecasts[i].probability)).toBeLessThanOrEqual(0.015);
      expect(Math.abs(y - column.referenceForecasts![i])).toBeLessThanOrEqual(0.015);
    });
    expect(forecastData(column).rows).toHaveLength(6);
  });

  it('counts every pair in the reliability curve once, with an interval', () => {
    const curve = reliabilityPoints(comparison.columns[1], 0.95);
    expect(curve.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    for (const { observed, interval } of curve) {
      expect(interval.lower).toBeLessThanOrEqual(observed + 1e-12);
      expect(interval.upper).toBeGreaterThanOrEqual(observed - 1e-12);
    }
  });
});
