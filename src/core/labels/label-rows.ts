import { TouchstoneError, type Label, type LabelSource, type Prompt, type RowError } from '../data';
import { GENERAL } from './category';

/** One row of a label file as it was read: who, what, and where it stood. */
export interface LabelRow {
  /** Prompt id, or the row of the vectors as text. */
  readonly key: string;
  readonly category: string;
  /** A label's source where the file tells; anything else counts as `import`. */
  readonly source: string;
  /** Kept apart for validation by the file's column `split`. */
  readonly heldOut?: true;
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

/** Whether a key is a row of a list: digits only, as an empty cell would count as row 0. */
export function isRowKey(key: string, count: number): boolean {
  return /^\d+$/.test(key) && Number(key) < count;
}

/**
 * Rows of a file that names prompts by their rows, from 0, with prompt ids for keys.
 * @param badRows rows of the prompts' files that could not be read
 * @throws TouchstoneError `label-rows` where rows of the prompts' files were merged or left out, so that
 *   a row may mean another prompt
 */
export function rowsByPromptId(
  rows: readonly LabelRow[],
  prompts: readonly Pick<Prompt, 'id' | 'count'>[],
  badRows: number,
  file: string,
): { readonly rows: LabelRow[]; readonly errors: RowError[] } {
  const merged = prompts.reduce((sum, { count }) => sum + count - 1, 0);
  if (merged + badRows > 0)
    throw new TouchstoneError(
      'label-rows',
      `${file} names prompts by row, but ${merged} rows of the prompts’ files were merged with equal ones and ${badRows} could not be read, so its rows may mean other prompts than those here. Give a column "prompt_id" instead of "row". Nothing was changed.`,
    );
  const errors: RowError[] = [];
  const named: LabelRow[] = [];
  for (const row of rows) {
    if (isRowKey(row.key, prompts.length)) named.push({ ...row, key: prompts[Number(row.key)].id });
    else
      errors.push({
        file,
        row: row.line,
        reason: `"${row.key}" is not the row of a prompt. Rows are whole numbers from 0 to ${prompts.length - 1}.`,
      });
  }
  return { rows: named, errors };
}

const KEPT_SOURCES: readonly LabelSource[] = ['hand', 'llm'];

/**
 * Checks the rows of a label file against the prompts and categories there are. A row with an
 * unknown prompt or category, or one that contradicts an earlier row, is left out and listed; the
 * rest comes in with its source, `import` where the file has none. An exact repeat counts once.
 * @param aliases prompt ids by other names of them, see `idsByAlias`
 * @param categories names that may be used besides `general`; null takes every name
 */
export function resolveLabelRows(
  rows: readonly LabelRow[],
  promptIds: ReadonlySet<string>,
  categories: ReadonlySet<string> | null,
  file: string,
  aliases: ReadonlyMap<string, string> = new Map(),
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
    const id = aliases.get(key) ?? key;
    const reason = reasonAgainst(id, category, promptIds, categories);
    const earlier = taken.get(id);
    if (reason !== null) errors.push({ file, row: line, reason });
    else if (!earlier) taken.set(id, row);
    else if (earlier.category !== category)
      errors.push({
        file,
        row: line,
        reason: `"${key}"${key === earlier.key ? '' : `, whose text is that of "${earlier.key}",`} is "${category}" here but "${earlier.category}" in line ${earlier.line}, which was kept. Correct one of them.`,
      });
  }
  const labels = Array.from(taken, ([promptId, { category, source, heldOut }]): Label => ({
    promptId,
    category,
    source: KEPT_SOURCES.find((each) => each === source) ?? 'import',
    probability: 1,
    ...(heldOut && { heldOut }),
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
