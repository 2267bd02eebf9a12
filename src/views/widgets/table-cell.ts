import type { Estimate } from '../../core/quality/prompt-statistic';
import type { CsvCell } from '../charts/csv';
import { formatCount, formatShare } from '../format-number';
import type { Term } from './glossary';

/** A figure in a table, and in small type what it rests on: its interval, its n. */
export interface TableCell {
  readonly text: string;
  readonly detail?: string;
  /** As saved. */
  readonly value: CsvCell;
  readonly best?: boolean;
}

export interface TableColumn {
  readonly title: string;
  readonly term?: Term;
}

export interface TableRow {
  readonly title: string;
  readonly term?: Term;
  readonly detail?: string;
  readonly cells: readonly TableCell[];
}

export const NO_CELL: TableCell = { text: '–', value: null };

export const textCell = (text: string): TableCell =>
  text === '' ? NO_CELL : { text, value: text };

export const countCell = (count: number, detail?: string): TableCell => ({
  text: formatCount(count),
  value: count,
  detail,
});

/** A share of 1 in percent. */
export function shareCell(share: number | null, detail?: string): TableCell {
  return share === null || Number.isNaN(share)
    ? { ...NO_CELL, detail }
    : { text: formatShare(share, 1), value: share, detail };
}

/** @param digits after the point */
export function numberCell(value: number | null, digits: number, detail?: string): TableCell {
  return value === null || Number.isNaN(value)
    ? { ...NO_CELL, detail }
    : { text: fixed(value, digits), value, detail };
}

export function fixed(value: number, digits: number): string {
  return value.toLocaleString(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A difference with its sign: "+2.1", "−0.4". */
export function signed(value: number, digits: number): string {
  const text = fixed(Math.abs(value), digits);
  if (Number(Math.abs(value).toFixed(digits)) === 0) return text;
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** An estimate with its interval and n. @param write how a value is written */
export function estimateCell(
  { value, interval, count }: Estimate,
  write: (value: number) => string,
): TableCell {
  if (count === 0 || Number.isNaN(value)) return NO_CELL;
  const bounds = interval ? `${write(interval.lower)} to ${write(interval.upper)}` : 'no interval';
  return { text: write(value), value, detail: `${bounds} · n ${formatCount(count)}` };
}

export const percent = (share: number): string => formatShare(share, 1);
