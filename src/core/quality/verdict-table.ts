import type { VerdictLevel } from '../formats/verdict-label';

/** The five labels as numbers, from −2 (the second much better) to 2. */
export const VERDICT_LEVELS: readonly VerdictLevel[] = [-2, -1, 0, 1, 2];
const SIZE = VERDICT_LEVELS.length;

/** Counts of pairs of labels: row-major 5×5, the first judge's label the row. Tables add up. */
export type VerdictTable = Float64Array;

export function emptyVerdictTable(): VerdictTable {
  return new Float64Array(SIZE * SIZE);
}

export function countVerdicts(
  table: VerdictTable,
  first: VerdictLevel,
  second: VerdictLevel,
): void {
  table[(first + 2) * SIZE + second + 2]++;
}

/** Number of items. */
export function tableTotal(table: VerdictTable): number {
  return table.reduce((sum, each) => sum + each, 0);
}

/** Share of items whose labels are at most `steps` apart, 0 to 1; NaN for none. */
export function shareWithin(table: VerdictTable, steps: number): number {
  return (
    table.reduce((sum, each, at) => sum + (distance(at) <= steps ? each : 0), 0) / tableTotal(table)
  );
}

/**
 * Cohen's kappa with linear weights: 1 − observed/expected distance, the expected one from both
 * judges' own label shares. NaN where both always give the same single label, or for no items.
 * Source: Cohen 1968.
 */
export function linearKappaOf(table: VerdictTable): number {
  const total = tableTotal(table);
  const rows = new Float64Array(SIZE);
  const columns = new Float64Array(SIZE);
  let observed = 0;
  table.forEach((count, at) => {
    rows[Math.floor(at / SIZE)] += count / total;
    columns[at % SIZE] += count / total;
    observed += (count / total) * distance(at);
  });
  let expected = 0;
  for (let at = 0; at < table.length; at++) {
    expected += rows[Math.floor(at / SIZE)] * columns[at % SIZE] * distance(at);
  }
  return 1 - observed / expected;
}

function distance(at: number): number {
  return Math.abs(Math.floor(at / SIZE) - (at % SIZE));
}
