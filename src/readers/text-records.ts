import { TouchstoneError } from '../core/data';
import { isAnswerRecord } from '../core/formats/answer-file';
import { isBattleRecord } from '../core/formats/battle-file';
import { DelimitedParser } from '../core/formats/delimited';
import type { FileRecord, RecordBatch, RowFault } from '../core/formats/file-record';
import { jsonElements } from '../core/formats/json-elements';
import { isLlmComparator } from '../core/formats/llm-comparator';
import { parseJson } from '../core/formats/lenient-json';
import { LineSplitter } from '../core/formats/line-splitter';
import type { TextForm } from '../core/formats/text-kind';
import { asObject, detectPromptColumn } from '../core/prompts/prompt-column';

/** A JSON file is parsed in one piece; beyond this, strings and memory give out. */
const MAX_JSON_CHARS = 400_000_000;

/** A parser that is fed text and hands on the records that it completes. */
interface RecordParser {
  push(text: string): RecordBatch;
  finish(): RecordBatch;
}

const NOTHING: RecordBatch = { records: [], faults: [] };

/** Lines to records: JSON lines, or lines that are the prompts themselves. */
function lineParser(read: (line: string) => unknown): RecordParser {
  const splitter = new LineSplitter();
  let row = 0;
  const batch = (lines: readonly string[]): RecordBatch => {
    const records: FileRecord[] = [];
    const faults: RowFault[] = [];
    for (const line of lines) {
      row++;
      if (line.trim() === '') continue;
      try {
        records.push({ row, value: read(line) });
      } catch (error) {
        faults.push({ row, reason: `not valid JSON: ${(error as Error).message}` });
      }
    }
    return { records, faults };
  };
  return {
    push: (text) => batch(splitter.push(text)),
    finish: () => batch(splitter.finish()),
  };
}

/** Lines to prompts of several lines each, which blank lines part; a record's row is its first line. */
function blockParser(): RecordParser {
  const splitter = new LineSplitter();
  let row = 0;
  let block: string[] = [];
  const close = (): FileRecord[] => {
    if (block.length === 0) return [];
    const record = { row: row - block.length + 1, value: { prompt: block.join('\n') } };
    block = [];
    return [record];
  };
  const batch = (lines: readonly string[], ended: boolean): RecordBatch => {
    const records: FileRecord[] = [];
    for (const line of lines) {
      if (line.trim() === '') records.push(...close());
      else block.push(line);
      row++;
    }
    if (ended) records.push(...close());
    return { records, faults: [] };
  };
  return {
    push: (text) => batch(splitter.push(text), false),
    finish: () => batch(splitter.finish(), true),
  };
}

/** A file of one prompt, judgment or answer, as a JSONL of one line is; LLM Comparator's holds many. */
function isRecord(value: object): boolean {
  if (isAnswerRecord(value) || (isBattleRecord(value) && !isLlmComparator(value))) return true;
  const record = asObject(value);
  return record !== null && detectPromptColumn([record]) !== null;
}

function jsonParser(name: string): RecordParser {
  const parts: string[] = [];
  let chars = 0;
  return {
    push(text) {
      parts.push(text);
      chars += text.length;
      if (chars > MAX_JSON_CHARS) {
        throw new TouchstoneError(
          'file-too-large',
          `${name} is too large for one JSON text. Save it with one record a line (JSONL), which has no limit.`,
        );
      }
      return NOTHING;
    },
    finish: () => jsonElements(parts.join(''), isRecord),
  };
}

/** The parser of a form of text. */
export function textParser({ kind, delimiter }: TextForm, name: string): RecordParser {
  switch (kind) {
    case 'jsonl':
      return lineParser(parseJson);
    case 'text':
      return lineParser((line) => ({ prompt: line }));
    case 'blocks':
      return blockParser();
    case 'json':
      return jsonParser(name);
    case 'delimited':
      return new DelimitedParser(delimiter ?? ',');
  }
}

/**
 * Texts up to where they break off, as those of a damaged gzip file do: what came before stays, and
 * `onDamage` hears why.
 */
export async function* readableTexts(
  texts: AsyncIterable<string>,
  onDamage: (error: TouchstoneError) => void,
): AsyncGenerator<string> {
  try {
    yield* texts;
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.code !== 'damaged-file') throw error;
    onDamage(error);
  }
}

/** Records of a text, chunk by chunk; damage to it is a fault of the whole file. */
export async function* textRecords(
  texts: AsyncIterable<string>,
  parser: RecordParser,
  damage: () => TouchstoneError | null,
): AsyncGenerator<RecordBatch> {
  for await (const text of texts) yield parser.push(text);
  yield parser.finish();
  const error = damage();
  if (error) yield { records: [], faults: [{ row: 0, reason: error.message }] };
}
