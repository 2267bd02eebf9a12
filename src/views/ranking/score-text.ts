import type { Ranking } from '../../core/ranking/ranking';

const oneDigit = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

export type Score = Ranking['score'];

/** A score as a table shows it: "62.1" percent, "1,043" rating points. */
export function scoreText(score: Score, value: number | null): string {
  if (value === null) return '–';
  return score === 'winRate' ? oneDigit.format(value) : whole.format(value);
}

/** A difference of scores: "3.4", with its unit "3.4 points". */
export function points(score: Score, value: number, withUnit = false): string {
  const text = score === 'winRate' ? oneDigit.format(value) : whole.format(value);
  if (!withUnit) return text;
  return `${text} ${score === 'winRate' ? 'points' : 'rating points'}`;
}

/** An interval of a difference: "1.2 to 5.0", after `what` it is; "no interval" where there is none. */
export function rangeText(score: Score, lower: number, upper: number, what = ''): string {
  if (Number.isNaN(lower)) return 'no interval';
  return `${what}${points(score, lower)} to ${points(score, upper)}`;
}

export function winRateText(value: number | null): string {
  return value === null ? '–' : oneDigit.format(value);
}

export function ratingText(value: number | null): string {
  return value === null ? '–' : whole.format(value);
}

/** "95 %", "99.5 %". */
export function coverageText(interval: number): string {
  return `${(100 * interval).toLocaleString(undefined, { maximumFractionDigits: 1 })} %`;
}

/** Name of an export that says what the numbers rest on: "leaderboard-95pct-1000rounds-seed1". */
export function exportName(
  what: string,
  { interval, rounds, seed }: { interval: number; rounds: number; seed: number },
): string {
  return `${what}-${(100 * interval).toFixed(1).replace(/\.0$/, '')}pct-${rounds}rounds-seed${seed}`;
}
