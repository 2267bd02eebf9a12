import { TouchstoneError } from '../core/data';
import type { RecordBatch } from '../core/formats/file-record';
import { detectContainer, type Container } from '../core/formats/signature';
import { TextFileDecoder, type Encoding } from '../core/formats/text-encoding';
import { detectTextForm, type Delimiter, type TextForm } from '../core/formats/text-kind';
import type { FileKind, ImportOptions } from '../core/prompts/import-options';
import type { Control } from '../engine/control';
import { fileChunks, gather, inflatedChunks } from './file-bytes';
import { parquetRecords } from './parquet-records';
import { openWorkbook } from './spreadsheet-records';
import { readableTexts, textParser, textRecords } from './text-records';

/** Characters from which the form of a text is told. */
const HEAD_CHARS = 256 * 1024;
/** As much is read to see where the first line of JSON ends. */
const MAX_FIRST_LINE_CHARS = 16 * 1024 * 1024;
const SIGNATURE_BYTES = 64 * 1024;

/** An opened file: what it is, and its records to iterate over once. */
export interface RecordSource {
  readonly kind: FileKind;
  readonly compressed: boolean;
  readonly delimiter: Delimiter | null;
  readonly sheetNames: readonly string[];
  /** Of a text file, as far as it has been read. */
  encoding(): Encoding | null;
  readonly batches: AsyncIterable<RecordBatch>;
}

/** What is read of a file, and how. */
export interface ReadSettings extends Pick<
  ImportOptions,
  'kind' | 'delimiter' | 'encoding' | 'sheet'
> {
  /** Rows wanted of a Parquet file; other files are read only as far as they are iterated over. */
  readonly limit?: number;
}

/**
 * Opens a file of records of any kind, told by its content: JSON lines, JSON, comma, semicolon or
 * tab separated values, plain lines, Parquet, Excel, each also packed with gzip.
 * @throws TouchstoneError `empty-file`, `binary-file`, `damaged-file`, `no-sheet`
 */
export async function openRecords(
  file: Blob,
  name: string,
  settings: ReadSettings = {},
  control: Control = {},
): Promise<RecordSource> {
  const head = new Uint8Array(await file.slice(0, SIGNATURE_BYTES).arrayBuffer());
  const outer = detectContainer(head, name);
  if (outer !== 'gzip')
    return open(outer, fileChunks(file, control), file, name, settings, control);

  const [first, chunks] = await peek(inflatedChunks(file, name, control));
  const inner = detectContainer(first.subarray(0, SIGNATURE_BYTES), name);
  if (inner === 'gzip') {
    throw new TouchstoneError('binary-file', `${name} is packed twice. Unpack it once.`);
  }
  const whole = inner === 'text' ? file : await gather(chunks);
  return { ...(await open(inner, chunks, whole, name, settings, control)), compressed: true };
}

async function open(
  container: Exclude<Container, 'gzip'>,
  chunks: AsyncIterable<Uint8Array>,
  file: Blob,
  name: string,
  settings: ReadSettings,
  control: Control,
): Promise<RecordSource> {
  const table = { compressed: false, delimiter: null, sheetNames: [], encoding: () => null };
  if (container === 'parquet') {
    const batches = parquetRecords(file, name, control, settings.limit);
    return { ...table, kind: 'parquet', batches };
  }
  if (container === 'zip') {
    const workbook = await openWorkbook(file, name);
    const { sheetNames } = workbook;
    return { ...table, kind: 'xlsx', sheetNames, batches: once(workbook.records(settings.sheet)) };
  }
  const decoder = new TextFileDecoder(settings.encoding);
  let damage: TouchstoneError | null = null;
  const decoded = readableTexts(decodedTexts(chunks, decoder), (error) => (damage = error));
  const [head, decodedAgain] = await peekText(decoded);
  const isMac = hasReturnsOnly(head.text);
  const texts = isMac ? withNewlines(decodedAgain) : decodedAgain;
  const found = detectTextForm(isMac ? head.text.replaceAll('\r', '\n') : head.text, head.whole);
  const form: TextForm = {
    kind: settings.kind ?? found.kind,
    delimiter: settings.delimiter ?? found.delimiter,
  };
  return {
    ...table,
    kind: form.kind,
    delimiter: form.kind === 'delimited' ? (form.delimiter ?? ',') : null,
    encoding: () => decoder.encoding,
    batches: textRecords(texts, textParser(form, name), () => damage),
  };
}

async function* once<T>(item: T): AsyncGenerator<T> {
  yield item;
}

async function* decodedTexts(
  chunks: AsyncIterable<Uint8Array>,
  decoder: TextFileDecoder,
): AsyncGenerator<string> {
  for await (const chunk of chunks) yield decoder.decode(chunk);
  yield decoder.finish();
}

async function* resumed<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** The first chunk, and an iteration that still has it. */
async function peek(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<[Uint8Array, AsyncGenerator<Uint8Array>]> {
  const { done, value } = await chunks.next();
  const first = done ? new Uint8Array(0) : value;
  return [first, resumed(first, chunks)];
}

/** The text's beginning with its whole first line, and an iteration that still has it. */
async function peekText(
  texts: AsyncGenerator<string>,
): Promise<[{ text: string; whole: boolean }, AsyncGenerator<string>]> {
  let text = '';
  while (text.length < HEAD_CHARS || (opensLongLine(text) && text.length < MAX_FIRST_LINE_CHARS)) {
    const { done, value } = await texts.next();
    if (done) return [{ text, whole: true }, resumed(text, texts)];
    text += value;
  }
  const head = text.slice(0, Math.max(HEAD_CHARS, secondLine(text) + 1));
  return [{ text: head, whole: false }, resumed(text, texts)];
}

/** Whether a text that may be JSON lines has no second line yet, without which they can't be told from one JSON text. */
function opensLongLine(text: string): boolean {
  return /^\s*[{[]/.test(text) && secondLine(text) < 0;
}

/** Where the second line that is not empty begins; −1 where there is none yet. */
function secondLine(text: string): number {
  const first = text.search(/\S/);
  const end = text.slice(first).search(/[\r\n]/);
  const second = text.slice(first + end).search(/\S/);
  return first < 0 || end < 0 || second < 0 ? -1 : first + end + second;
}

/** Old Macs end lines with a carriage return alone, and so does Excel's "CSV (Macintosh)". */
function hasReturnsOnly(head: string): boolean {
  return /\r[^\n]/.test(head) && !head.includes('\n');
}

async function* withNewlines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield text.replaceAll('\r', '\n');
}
