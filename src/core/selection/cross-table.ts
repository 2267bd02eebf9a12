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

/** Prompts by category and language. */
export function crossTable(
  prompts: readonly { readonly category: string; readonly language: string }[],
): CrossTable {
  const rows = [...new Set(prompts.map((each) => each.category))].sort(compareCodePoints);
  const columns = [...new Set(prompts.map((each) => each.language))].sort(compareCodePoints);
  const rowOf = new Map(rows.map((name, i) => [name, i * columns.length]));
  const columnOf = new Map(columns.map((name, i) => [name, i]));
  const counts = new Int32Array(rows.length * columns.length);
  for (const { category, language } of prompts)
    counts[(rowOf.get(category) as number) + (columnOf.get(language) as number)]++;
  return { rows, columns, counts };
}
