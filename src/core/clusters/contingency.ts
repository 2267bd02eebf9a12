import { TouchstoneError } from '../data';

/** How often each pair of labels of two partitions meets; only the cells above 0. */
export interface Contingency {
  readonly count: number;
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly count: number;
  }[];
  readonly rowSums: Float64Array;
  readonly columnSums: Float64Array;
}

/** Numbers labels 0, 1, … in the order of their first appearance. */
function densely(labels: ArrayLike<number | string>): { codes: Int32Array; classes: number } {
  const codeOf = new Map<number | string, number>();
  const codes = Int32Array.from({ length: labels.length }, (_, i) => {
    const code = codeOf.get(labels[i]) ?? codeOf.size;
    codeOf.set(labels[i], code);
    return code;
  });
  return { codes, classes: codeOf.size };
}

/**
 * Contingency table of two labelings of the same points; any value is a label of its own, −1 too,
 * as in scikit-learn. O(n).
 * @throws TouchstoneError `length-mismatch`
 */
export function contingency(
  a: ArrayLike<number | string>,
  b: ArrayLike<number | string>,
): Contingency {
  if (a.length !== b.length)
    throw new TouchstoneError(
      'length-mismatch',
      `Two labelings of ${a.length} and ${b.length} points can't be compared; both must label the same points.`,
    );
  const rows = densely(a);
  const columns = densely(b);
  const rowSums = new Float64Array(rows.classes);
  const columnSums = new Float64Array(columns.classes);
  const counts = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const cell = rows.codes[i] * columns.classes + columns.codes[i];
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    rowSums[rows.codes[i]]++;
    columnSums[columns.codes[i]]++;
  }
  const cells = [...counts].map(([cell, count]) => ({
    row: Math.floor(cell / columns.classes),
    column: cell % columns.classes,
    count,
  }));
  return { count: a.length, cells, rowSums, columnSums };
}
