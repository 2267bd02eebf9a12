import { compareCodePoints } from '../labels/code-point-order';

/** Counts of two axes. */
export interface CrossTable {
  /** Categories, in code-point order. */
  readonly rows: readonly string[];
  /** Languages, in code-point order. */
  readonly columns: readonly string[];
  /** Row-major rows×columns. */
  readonly counts: Int32Array;
}

interface Placed {
  readonly category: string;
  readonly language: string;
}

/**
 * Prompts by category and language.
 * @param others not counted, but with rows and columns of their own, so that two tables agree in them
 */
export function crossTable(prompts: readonly Placed[], others: readonly Placed[] = []): CrossTable {
  const all = [...prompts, ...others];
  const rows = [...new Set(all.map((each) => each.category))].sort(compareCodePoints);
  const columns = [...new Set(all.map((each) => each.language))].sort(compareCodePoints);
  const rowOf = new Map(rows.map((name, i) => [name, i * columns.length]));
  const columnOf = new Map(columns.map((name, i) => [name, i]));
  const counts = new Int32Array(rows.length * columns.length);
  for (const { category, language } of prompts)
    counts[(rowOf.get(category) as number) + (columnOf.get(language) as number)]++;
  return { rows, columns, counts };
}
