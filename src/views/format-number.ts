/** Numbers in the reader's locale. */

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

// Made once: `toLocaleString` makes one at every call, which a long table would feel.
const counts = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const twoSignificant = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const threeSignificant = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const percents = new Map<number, Intl.NumberFormat>();

function percentFormat(digits: number): Intl.NumberFormat {
  let format = percents.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(undefined, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    percents.set(digits, format);
  }
  return format;
}

export function formatCount(value: number): string {
  return counts.format(Math.round(value));
}

/** Decimal units: 1 kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${threeSignificant.format(value)} ${UNITS[power]}`;
}

/** A share of 1 as a percentage with a thin space: 0.352 → "35 %". */
export function formatShare(share: number, digits = 0): string {
  return `${percentFormat(digits).format(100 * share)} %`;
}

/** "12 s", "1 min 52 s", "2 h 5 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function formatRate(perSecond: number): string {
  return `${twoSignificant.format(perSecond)}/s`;
}
