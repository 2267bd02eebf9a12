import { expect, it } from 'vitest';
import { readLeaderboard } from './leaderboard';

const read = (value: Readonly<Record<string, string>>, score = 'score') =>
  readLeaderboard('l', [
    { row: 2, value: { model: 'known', [score]: '1' } },
    { row: 3, value: { model: 'm', ...value } },
  ]);

it.each([
  [{ win_rate: '50', rating: '1043', lower: '45', upper: '55' }, '1043', '45 to 55', 'rating'],
  [{ score: '82', CI: '(+80, +84)' }, '82', '162 to 166', 'score'],
  [{ score: '82', CI: '180-184' }, '82', '180 to 184', 'score'],
  [{ score: '0.5', lower: '45', upper: '55' }, '0.5', '45 to 55', 'score'],
])(
  'leaves out and lists an interval of another figure than the score: %j',
  (value, score, range, column) => {
    const { rows, errors } = read(value, column);
    expect(rows.map(({ model }) => model)).toEqual(['known']);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ file: 'l', row: 3 });
    expect(errors[0].reason).toContain(
      `"m": the score ${score} lies outside its interval (${range})`,
    );
  },
);

it.each([
  [{ score: '1043', lower: '1043.4', upper: '1043.4' }],
  [{ score: '98.2', lower: '96', upper: '98.1' }],
  [{ score: '50', CI: '(0.0, 0.0)' }],
  [{ score: '82', CI: '(80, 84)' }],
])('keeps one that rounding or a skewed bootstrap puts a little beside it: %j', (value) => {
  expect(read(value).errors).toEqual([]);
});
