import type { AnswerStyle } from '../data';
import type { BattleIndex } from './battle-index';

/**
 * `density`: headers, lists and bold per token, difference over sum, 0 when both are 0 (as in
 * Arena-Hard v2.0). `counts`: raw counts, with 1 added to the denominator (FastChat, Arena-Hard v0.1).
 */
export type StyleForm = 'density' | 'counts';

export const STYLE_NAMES = ['length', 'headers', 'lists', 'bold'] as const;
export type StyleName = (typeof STYLE_NAMES)[number];

/** One row a battle of an index, row-major count×names: A's style against B's, −1 to 1, scaled. */
export interface StyleCovariates {
  /** Those that vary. */
  readonly names: readonly StyleName[];
  /**
   * Divided by its standard deviation (ddof 0) and not centred: a shift would give the first answer
   * an advantage of its own.
   */
  readonly data: Float64Array;
}

function contrast(a: number, b: number, added: number): number {
  const sum = a + b + added;
  return sum === 0 ? 0 : (a - b) / sum;
}

function styleContrast(name: StyleName, a: AnswerStyle, b: AnswerStyle, form: StyleForm): number {
  if (name === 'length') return contrast(a.length, b.length, 0);
  if (form === 'counts') return contrast(a[name], b[name], 1);
  return contrast(a.length > 0 ? a[name] / a.length : 0, b.length > 0 ? b[name] / b.length : 0, 0);
}

/**
 * Covariates of each battle; battles without known styles count as equal ones and are counted.
 * @param styleOf the styles of the battle at a position of the list that was indexed
 */
export function styleCovariates(
  index: BattleIndex,
  styleOf: (position: number) => { readonly a: AnswerStyle; readonly b: AnswerStyle } | null,
  form: StyleForm,
): { covariates: StyleCovariates; unknown: number } {
  const all = new Float64Array(index.count * STYLE_NAMES.length);
  let unknown = 0;
  for (let row = 0; row < index.count; row++) {
    const styles = styleOf(index.position[row]);
    if (!styles) unknown++;
    else {
      STYLE_NAMES.forEach((name, c) => {
        all[row * STYLE_NAMES.length + c] = styleContrast(name, styles.a, styles.b, form);
      });
    }
  }
  const deviations = STYLE_NAMES.map((_, c) => deviationOf(all, c, STYLE_NAMES.length));
  const used = STYLE_NAMES.map((_, c) => c).filter((c) => deviations[c] > 0);
  const data = new Float64Array(index.count * used.length);
  for (let row = 0; row < index.count; row++) {
    used.forEach((c, i) => {
      data[row * used.length + i] = all[row * STYLE_NAMES.length + c] / deviations[c];
    });
  }
  return { covariates: { names: used.map((c) => STYLE_NAMES[c]), data }, unknown };
}

/** The covariates of some rows, in their order; a row may stand more than once. */
export function selectCovariates(
  { names, data }: StyleCovariates,
  rows: Int32Array,
): StyleCovariates {
  const columns = names.length;
  const selected = new Float64Array(rows.length * columns);
  rows.forEach((row, at) => {
    selected.set(data.subarray(row * columns, (row + 1) * columns), at * columns);
  });
  return { names, data: selected };
}

function deviationOf(data: Float64Array, column: number, columns: number): number {
  const count = data.length / columns;
  let sum = 0;
  for (let at = column; at < data.length; at += columns) sum += data[at];
  let squares = 0;
  for (let at = column; at < data.length; at += columns) squares += (data[at] - sum / count) ** 2;
  return Math.sqrt(squares / count);
}
