import type { Label, LabelSource, RowError } from '../data';
import { GENERAL } from './category';

/** One row of a label file as it was read: who, what, and where it stood. */
export interface LabelRow {
  /** Prompt id, or the row of the vectors as text. */
  readonly key: string;
  readonly category: string;
  /** A label's source where the file tells; anything else counts as `import`. */
  readonly source: string;
  /** Line of the file, from 1. */
  readonly line: number;
}

export interface ResolvedLabels {
  readonly labels: Label[];
  /** Rows left out, each with its reason. */
  readonly errors: RowError[];
  /** Rows of source `knn`, which are no one's decision and are computed anew instead. */
  readonly computed: number;
}

const KEPT_SOURCES: readonly LabelSource[] = ['hand', 'llm'];

/**
 * Checks the rows of a label file against the prompts and categories there are. A row with an
 * unknown prompt or category, or one that contradicts an earlier row, is left out and listed; the
 * rest comes in with its source, `import` where the file has none. An exact repeat counts once.
 * @param categories names that may be used besides `general`; null takes every name
 */
export function resolveLabelRows(
  rows: readonly LabelRow[],
  promptIds: ReadonlySet<string>,
  categories: ReadonlySet<string> | null,
  file: string,
): ResolvedLabels {
  const taken = new Map<string, LabelRow>();
  const errors: RowError[] = [];
  let computed = 0;
  for (const row of rows) {
    const { key, category, line } = row;
    if (row.source === 'knn') {
      computed++;
      continue;
    }
    const reason = reasonAgainst(key, category, promptIds, categories);
    const earlier = taken.get(key);
    if (reason !== null) errors.push({ file, row: line, reason });
    else if (!earlier) taken.set(key, row);
    else if (earlier.category !== category)
      errors.push({
        file,
        row: line,
        reason: `"${key}" is "${category}" here but "${earlier.category}" in line ${earlier.line}, which was kept. Correct one of them.`,
      });
  }
  const labels = Array.from(taken, ([promptId, { category, source }]): Label => ({
    promptId,
    category,
    source: KEPT_SOURCES.find((each) => each === source) ?? 'import',
    probability: 1,
  }));
  return { labels, errors, computed };
}

function reasonAgainst(
  key: string,
  category: string,
  promptIds: ReadonlySet<string>,
  categories: ReadonlySet<string> | null,
): string | null {
  if (key === '') return 'The prompt id is empty. Give one.';
  if (!promptIds.has(key))
    return `There is no prompt "${key}". Check the id, or import its prompts first.`;
  if (category === '') return `"${key}" has no category. Give one, or delete the row.`;
  if (categories && category !== GENERAL && !categories.has(category))
    return `"${category}" is not one of the categories. Add it, or correct the name.`;
  return null;
}
