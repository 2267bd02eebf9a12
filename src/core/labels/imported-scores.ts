import type { FieldValue, Prompt } from '../data';
import { CRITERIA_FIELD, fieldOf, SCORE_FIELDS, SCORE_OF_FIELD } from './imported-tags';

/** Arena-Hard's, of which a score is where its file doesn't say. */
export const CRITERIA = 7;
/** More criteria than anyone asks about: a larger number counts something else. */
const MOST_CRITERIA = 100;

/** Criteria scores of one scale. */
export interface ImportedScores {
  /** In the order of the prompts; null for a prompt without. */
  readonly values: readonly (number | null)[];
  /** The number of criteria. */
  readonly highest: number;
}

/** The scores of a file with one scale, as long as they fit it. */
interface ScoreColumn {
  readonly highest: number;
  readonly rows: number[];
  readonly scores: number[];
  fits: boolean;
}

/**
 * Criteria scores: the numbers of a `score` column, or how many entries `criteria` lists have, of as
 * many as a column `score_of` says, else of 7. Text that is no number, such as “n/a”, is none for its
 * row; all else in a file must be whole numbers from 0 to that: else the column is of something else,
 * such as votes. Of several scales the
 * one of most prompts counts, as scores of two can't be compared. Null where there are none. O(prompts).
 */
export function importedScores(prompts: readonly Prompt[]): ImportedScores | null {
  const columns = new Map<string, ScoreColumn>();
  for (const [row, { fields, source }] of prompts.entries()) {
    const score = scoreIn(fields);
    const highest = highestScore(fields);
    if (score === null || highest === null) continue;
    const key = JSON.stringify([source, highest]);
    const column = columns.get(key) ?? { highest, rows: [], scores: [], fits: true };
    columns.set(key, column);
    column.rows.push(row);
    column.scores.push(score);
    column.fits &&= Number.isInteger(score) && score >= 0 && score <= highest;
  }
  const fitting = [...columns.values()].filter(({ fits }) => fits);
  const counts = new Map<number, number>();
  for (const { highest, rows } of fitting) {
    counts.set(highest, (counts.get(highest) ?? 0) + rows.length);
  }
  const most = [...counts].sort(([, a], [, b]) => b - a)[0];
  if (most === undefined) return null;
  const [highest] = most;
  const values = new Array<number | null>(prompts.length).fill(null);
  for (const column of fitting) {
    if (column.highest !== highest) continue;
    column.rows.forEach((row, i) => (values[row] = column.scores[i]));
  }
  return { values, highest };
}

/** How many criteria a score in these fields is of; null where what they say can be no number of criteria. */
export function highestScore(fields: Prompt['fields']): number | null {
  const told = numberIn(fieldOf(fields, [SCORE_OF_FIELD]));
  if (told === null) return CRITERIA;
  return Number.isInteger(told) && told >= 1 && told <= MOST_CRITERIA ? told : null;
}

/** See {@link numberIn}. An export writes the score beside older lists. */
function scoreIn(fields: Prompt['fields']): number | null {
  const score = numberIn(fieldOf(fields, SCORE_FIELDS));
  if (score !== null && Object.hasOwn(fields, SCORE_OF_FIELD)) return score;
  const criteria = fieldOf(fields, [CRITERIA_FIELD]);
  return Array.isArray(criteria) ? new Set(criteria).size : score;
}

/** Null for nothing there and for text that is no number; NaN for what is neither number nor text. */
function numberIn(value: FieldValue): number | null {
  if (value === null || typeof value === 'number') return value;
  if (typeof value !== 'string') return NaN;
  return value.trim() === '' || Number.isNaN(Number(value)) ? null : Number(value);
}
