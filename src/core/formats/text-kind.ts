import { PROMPT_COLUMNS } from '../prompts/prompt-column';
import Papa from 'papaparse';

/** `text`: one prompt a line; `blocks`: prompts of several lines, blank lines between them (never found, only chosen). */
export type TextKind = 'jsonl' | 'json' | 'delimited' | 'text' | 'blocks';
export type Delimiter = ',' | ';' | '\t';

export interface TextForm {
  readonly kind: TextKind;
  readonly delimiter?: Delimiter;
}

const SAMPLE_ROWS = 50;
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
  const start = head.trimStart();
  const lines = head.split('\n').filter((line) => line.trim() !== '');
  const complete = (whole ? lines : lines.slice(0, -1)).slice(0, SAMPLE_ROWS);
  if (lines.length > 1 && looksLikeJsonLines(complete)) return { kind: 'jsonl' };
  if (/^(\{\s*["}]|\[\s*["{[\]\d-])/.test(start)) return { kind: 'json' };
  const delimiter = DELIMITERS.find((candidate) => isTable(head, candidate, whole));
  if (delimiter) return { kind: 'delimited', delimiter };
  const header = complete[0]?.trim().replace(/^"(.*)"$/, '$1');
  if (complete.length > 1 && isPromptName(header)) return { kind: 'delimited', delimiter: ',' };
  return { kind: 'text' };
}

function isPromptName(name: string | undefined): boolean {
  return PROMPT_COLUMNS.includes(name?.trim().toLowerCase() ?? '');
}

function looksLikeJsonLines(lines: readonly string[]): boolean {
  const good = lines.map((line) => {
    if (!/^\s*[{[]/.test(line)) return false;
    try {
      return typeof JSON.parse(line) === 'object';
    } catch {
      return false;
    }
  });
  return good[0] === true || good.filter(Boolean).length * 2 > good.length;
}

/** A header of names and, below it, rows of as many cells; prose with commas is neither. */
function isTable(head: string, delimiter: Delimiter, whole: boolean): boolean {
  const { data } = Papa.parse<string[]>(head, { delimiter, newline: '\n', preview: SAMPLE_ROWS });
  const rows = data.filter((row) => row.some((cell) => cell.trim() !== ''));
  if (!whole && data.length < SAMPLE_ROWS) rows.pop();
  const [header, ...body] = rows;
  if (!header || header.length < 2 || body.length === 0) return false;
  const names = header.map((name) => name.trim());
  const known = names.some(isPromptName);
  if (!known && !header.every(looksLikeName)) return false;
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
