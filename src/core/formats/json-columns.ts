import { ID_COLUMNS, namedColumn, PROMPT_COLUMNS } from '../prompts/prompt-column';
import { columnNames, tableRecord } from './table';

/** Columns that hold one text a prompt; a list in the others may be the turns of a single one. */
const TEXT_COLUMNS = ['prompt', 'instruction', 'question', 'text', 'input', 'user_prompt'];

type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * The rows of an object that holds equally long lists, one a column, or `columns` and `data` as
 * pandas writes with `orient="split"`. Null for anything else, as for one prompt with its turns.
 */
export function listedRows(value: object): Rows | null {
  const { columns, data } = value as { columns?: unknown; data?: unknown };
  if (isListOf(columns, isName) && isListOf(data, Array.isArray)) {
    const names = columnNames(columns);
    return data.map((cells) => tableRecord(names, cells as unknown[]));
  }
  const lists = Object.values(value) as unknown[];
  if (!isListOf(lists, Array.isArray) || new Set(lists.map(({ length }) => length)).size !== 1)
    return null;
  return holdsLists(value as Record<string, unknown[]>)
    ? rowsOf(value, lists[0].keys(), (list, i) => (list as unknown[])[i])
    : null;
}

/** The rows of an object that holds an object of equal keys for each column, as pandas writes. */
export function indexedRows(value: object): Rows | null {
  if (namedColumn(Object.keys(value), PROMPT_COLUMNS) === null) return null;
  const columns = Object.values(value) as unknown[];
  if (!isListOf(columns, isPlainObject)) return null;
  const keys = Object.keys(columns[0]);
  const isEqual = (column: object) =>
    Object.keys(column).length === keys.length && keys.every((key) => Object.hasOwn(column, key));
  return keys.length > 0 && columns.every(isEqual)
    ? rowsOf(value, keys, (column, key) => (column as Record<string, unknown>)[key])
    : null;
}

function rowsOf<K>(
  value: object,
  keys: Iterable<K>,
  cell: (column: unknown, key: K) => unknown,
): Rows {
  const names = columnNames(Object.keys(value));
  const columns = Object.values(value) as unknown[];
  return Array.from(keys, (key) =>
    tableRecord(
      names,
      columns.map((column) => cell(column, key)),
    ),
  );
}

/** Whether lists are columns: one holds an id each, a text each, or a conversation each. */
function holdsLists(value: Readonly<Record<string, readonly unknown[]>>): boolean {
  const names = Object.keys(value);
  const column = namedColumn(names, PROMPT_COLUMNS);
  if (column === null || value[column].length === 0) return false;
  if (namedColumn(names, ID_COLUMNS) !== null || value[column].every(Array.isArray)) return true;
  const texts = namedColumn(names, TEXT_COLUMNS);
  return texts !== null && isListOf(value[texts], (item) => typeof item === 'string');
}

function isListOf<T>(list: unknown, is: (item: unknown) => item is T): list is [T, ...T[]];
function isListOf(list: unknown, is: (item: unknown) => boolean): boolean;
function isListOf(list: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.length > 0 && list.every(is);
}

const isName = (item: unknown): item is string => typeof item === 'string';

function isPlainObject(item: unknown): item is object {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}
