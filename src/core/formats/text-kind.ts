import { PROMPT_COLUMNS } from '../prompts/prompt-column';
import Papa from 'papaparse';
import { parseJson } from './lenient-json';

/** `text`: one prompt a line; `blocks`: prompts of several lines, blank lines between them (never found, only chosen). */
export type TextKind = 'jsonl' | 'json' | 'delimited' | 'text' | 'blocks';
export type Delimiter = ',' | ';' | '\t';

export interface TextForm {
  readonly kind: TextKind;
  readonly delimiter?: Delimiter;
}

const SAMPLE_ROWS = 50;
/** Excel's own first line. */
const STATED_DELIMITER = /^\uFEFF?sep=([,;\t])\r?\n/i;
const JSON_START = /^(\{\s*["}]|\[\s*["{[])/;
/** An array of numbers, or an empty one; "[1] What is …" is a line of text. */
const NUMBERS_ONLY = /^\[[\d\s.,eE+[\]-]*$/;
const MAX_NUMBERS_CHARS = 1000;
const DELIMITERS: readonly Delimiter[] = ['\t', ';', ','];
const MAX_COLUMN_NAME_CHARS = 40;
const MAX_COLUMN_NAME_WORDS = 4;
/** Share of rows that must have the header's number of cells. */
const REGULAR_SHARE = 0.9;

/**
 * Form of a text by its content.
 * @param head the beginning of the text
 * @param whole whether the head is all of it; otherwise its last line may be cut
 */
export function detectTextForm(head: string, whole: boolean): TextForm {
  const stated = STATED_DELIMITER.exec(head)?.[1];
  if (stated) return { kind: 'delimited', delimiter: stated as Delimiter };
  const start = head.trimStart();
  const pieces = head.split('\n');
  const lines = pieces.filter(isFilled);
  const complete = (whole ? pieces : pieces.slice(0, -1)).filter(isFilled).slice(0, SAMPLE_ROWS);
  if (lines.length > 1 && looksLikeJsonLines(complete)) return { kind: 'jsonl' };
  if (JSON_START.test(start) || NUMBERS_ONLY.test(start.slice(0, MAX_NUMBERS_CHARS)))
    return { kind: 'json' };
  const delimiter = DELIMITERS.find((candidate) => isTable(head, candidate, whole));
  if (delimiter) return { kind: 'delimited', delimiter };
  const header = complete[0]?.trim().replace(/^"(.*)"$/, '$1');
  if (complete.length > 1 && isPromptName(header)) return { kind: 'delimited', delimiter: ',' };
  return complete.length > 1 && complete.every(isJsonText) ? { kind: 'jsonl' } : { kind: 'text' };
}

function isFilled(line: string): boolean {
  return line.trim() !== '';
}

/** Whether a line is one text in JSON's quotes. */
function isJsonText(line: string): boolean {
  if (!/^\s*"/.test(line)) return false;
  try {
    return typeof JSON.parse(line) === 'string';
  } catch {
    return false;
  }
}

function isPromptName(name: string | undefined): boolean {
  return PROMPT_COLUMNS.includes(name?.trim().toLowerCase() ?? '');
}

function looksLikeJsonLines(lines: readonly string[]): boolean {
  const good = lines.map((line) => {
    if (!/^\s*[{[]/.test(line)) return false;
    try {
      return typeof parseJson(line) === 'object';
    } catch {
      return false;
    }
  });
  return good[0] === true || good.filter(Boolean).length * 2 > good.length;
}

/**
 * A header of names, one of them that of a prompt column, whatever follows; or other names and, below
 * them, rows of as many cells. Prose with commas is neither.
 */
function isTable(head: string, delimiter: Delimiter, whole: boolean): boolean {
  const { data } = Papa.parse<string[]>(head, { delimiter, newline: '\n', preview: SAMPLE_ROWS });
  const rows = data.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (!whole && data.length < SAMPLE_ROWS) rows.pop();
  const [header, ...body] = rows;
  if (!header || header.length < 2) return false;
  const known = header.some(isPromptName);
  const named = header.every(looksLikeName);
  if (known && named) return true;
  if (body.length === 0 || (!known && !named)) return false;
  const regular = body.filter((row) => row.length === header.length).length;
  return regular >= REGULAR_SHARE * body.length || (known && regular * 2 >= body.length);
}

function looksLikeName(cell: string, index: number): boolean {
  const name = cell.trim();
  return (
    name.length <= MAX_COLUMN_NAME_CHARS &&
    name.split(/\s+/).length <= MAX_COLUMN_NAME_WORDS &&
    !/[.?!:]$/.test(name) &&
    (index === 0 || !cell.startsWith(' '))
  );
}
