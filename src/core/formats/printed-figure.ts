import { numberValue } from './record-value';
import type { UntypedRecord } from './record-value';

const GROUPED = /^[-+]?\d{1,3}(?:[,\s']\d{3})+(?:\.\d+)?$/;

/** No printed figure or interval is longer; the expressions here are not made for long texts. */
const MAX_CHARACTERS = 80;

/** A number as leaderboards print it: "1,286", "87.4%", "−3"; NaN for any other text. */
function parseFigure(text: string): number {
  if (text.length > MAX_CHARACTERS) return NaN;
  const bare = text.trim().replaceAll('−', '-').replace(/\s*%$/, '');
  if (bare === '') return NaN;
  return Number(GROUPED.test(bare) ? bare.replace(/[,\s']/g, '') : bare);
}

/** The first of some members that is there, as {@link parseFigure} reads it. Null for none there. */
export function figureValue(record: UntypedRecord, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = record[name];
    const isText = typeof value === 'string' && value.trim() !== '';
    const figure = isText ? parseFigure(value) : numberValue(record, name);
    if (figure !== null) return figure;
  }
  return null;
}

const FIGURE = String.raw`(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*%?`;
const PLUS_MINUS = new RegExp(String.raw`^[([]?\s*(?:±|\+\s?\/?\s?-)\s*${FIGURE}\s*[)\]]?$`);
const RANGE = new RegExp(
  String.raw`^[([]?\s*(-?)${FIGURE}\s*(?:[-–—]|\.{2,3}|…|to)\s*(-?)${FIGURE}\s*[)\]]?$`,
);
const PAIR = new RegExp(
  String.raw`^[([]?\s*([-+]?)\s*${FIGURE}\s*[,;/\s]\s*([-+]?)\s*${FIGURE}\s*[)\]]?$`,
);

/**
 * The bounds that a printed interval stands for: distances from the score where they bear a sign
 * ("(-1.8, +1.6)", "+4/-3", "±4") or the first is 0, else the bounds themselves ("1110-1126",
 * "[80, 84]"). Null for any other text.
 */
export function parseInterval(text: string, score: number): [number, number] | null {
  if (text.length > MAX_CHARACTERS) return null;
  const bare = text.trim().replaceAll('−', '-');
  const around = PLUS_MINUS.exec(bare);
  if (around) return [score - parseFigure(around[1]), score + parseFigure(around[1])];
  const range = RANGE.exec(bare);
  if (range) return [parseFigure(range[1] + range[2]), parseFigure(range[3] + range[4])];
  const pair = PAIR.exec(bare);
  if (!pair) return null;
  const [first, second] = [parseFigure(pair[1] + pair[2]), parseFigure(pair[3] + pair[4])];
  const isDistance = pair[1] !== '' || pair[3] !== '' || (first === 0 && score > second);
  if (!isDistance) return [first, second];
  return [score + Math.min(first, second), score + Math.max(first, second)];
}
