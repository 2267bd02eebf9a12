import { formatCount } from '../format-number';

const short = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const twoDigits = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** Any number in the reader's locale, at most two decimals. */
export function numberText(value: number): string {
  return short.format(value);
}

/** Two decimals in the reader's locale: cosines, probabilities, persistence. */
export function decimalText(value: number): string {
  return twoDigits.format(value);
}

/** "1 prompt", "2,960 prompts". @param plural where it does not take an s */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

const significant = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });

/** Any cell of a figure's table: numbers with four significant digits, a dash for none. */
export function figureText(value: string | number | null): string {
  if (typeof value === 'string') return value;
  return value === null || Number.isNaN(value) ? '–' : significant.format(value);
}
