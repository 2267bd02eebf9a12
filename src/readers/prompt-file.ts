import type { RowError } from '../core/data';
import { TouchstoneError } from '../core/data';
import type { Encoding } from '../core/formats/text-encoding';
import type { Delimiter } from '../core/formats/text-kind';
import { contextColumns } from '../core/prompts/context-column';
import { readConversation, conversationText } from '../core/prompts/conversation';
import type { FileKind, ImportOptions } from '../core/prompts/import-options';
import {
  asObject,
  columnsOf,
  detectIdColumn,
  detectPromptColumn,
} from '../core/prompts/prompt-column';
import { PromptCollector, SAMPLE_RECORDS, type PromptFile } from '../core/prompts/prompt-collector';
import { detectVectorColumn, vectorColumns } from '../core/prompts/vector-column';
import type { Control } from '../engine/control';
import { openRecords, type RecordSource } from './record-source';

const PREVIEW_ROWS = 20;
const MAX_CELL_CHARS = 300;

/** What a file was found to be. */
export interface FileForm {
  readonly kind: FileKind;
  readonly compressed: boolean;
  /** Of a text file. */
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  readonly sheetNames: readonly string[];
}

export interface PromptFilePreview extends FileForm {
  readonly columns: readonly string[];
  /** Null where none of the known names holds a prompt: the user has to choose. */
  readonly promptColumn: string | null;
  /** Columns whose texts may belong below the prompt. */
  readonly contextColumns: readonly string[];
  readonly idColumn: string | null;
  readonly vectorColumn: string | null;
  /** Columns that hold lists of numbers. */
  readonly vectorColumns: readonly string[];
  /** The first 20 records as text, a cell for each column, cut to 300 characters. */
  readonly rows: readonly (readonly string[])[];
  /** Bad rows met so far. */
  readonly errors: readonly RowError[];
}

export interface ReadPrompts extends PromptFile, FileForm {}

function formOf({ kind, compressed, delimiter, sheetNames, encoding }: RecordSource): FileForm {
  return { kind, compressed, delimiter, sheetNames, encoding: encoding() };
}

/** A value as a cell of the preview: a conversation by its text, other objects as JSON. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value).slice(0, MAX_CELL_CHARS);
  const turns = readConversation(value);
  if (turns) return conversationText(turns, 'all').slice(0, MAX_CELL_CHARS);
  try {
    const plain = (_: string, inner: unknown) =>
      typeof inner === 'bigint' ? String(inner) : inner;
    return (JSON.stringify(value, plain) ?? '').slice(0, MAX_CELL_CHARS);
  } catch {
    return '(nested too deep to show)';
  }
}

/**
 * Reads the beginning of a file, so that the user can check and change what was found.
 * @throws TouchstoneError as `openRecords`, and `no-prompts` where there is no record at all
 */
export async function previewPromptFile(
  file: Blob,
  name: string,
  options: ImportOptions = {},
  control: Control = {},
): Promise<PromptFilePreview> {
  const source = await openRecords(file, name, { ...options, limit: SAMPLE_RECORDS }, control);
  const sample: Readonly<Record<string, unknown>>[] = [];
  const errors: RowError[] = [];
  for await (const { records, faults } of source.batches) {
    for (const fault of faults.slice(0, SAMPLE_RECORDS)) errors.push({ file: name, ...fault });
    for (const { row, value } of records.slice(0, SAMPLE_RECORDS)) {
      const record = asObject(value);
      if (record) sample.push(record);
      else errors.push({ file: name, row, reason: 'not an object with columns' });
    }
    if (sample.length >= SAMPLE_RECORDS) break;
  }
  if (sample.length === 0) {
    const first = errors[0] ? ` Row ${errors[0].row}: ${errors[0].reason}.` : '';
    throw new TouchstoneError(
      'no-prompts',
      `${name} holds no record.${first} Choose another file.`,
    );
  }
  const columns = columnsOf(sample);
  return {
    ...formOf(source),
    columns,
    promptColumn: options.promptColumn ?? detectPromptColumn(sample),
    contextColumns: contextColumns(sample),
    idColumn: options.idColumn === undefined ? detectIdColumn(sample) : options.idColumn,
    vectorColumn:
      options.vectorColumn === undefined ? detectVectorColumn(sample) : options.vectorColumn,
    vectorColumns: vectorColumns(sample),
    rows: sample
      .slice(0, PREVIEW_ROWS)
      .map((record) => columns.map((column) => cellText(record[column]))),
    errors,
  };
}

/**
 * Reads a whole file of prompts. Memory: the prompts, and 1 MB of a JSONL, CSV or text file at a
 * time (JSON and Excel files are held whole, Parquet one row group at a time). Progress in bytes.
 * @throws TouchstoneError as `openRecords`, and `no-prompts`
 */
export async function readPromptFile(
  file: Blob,
  name: string,
  options: ImportOptions = {},
  control: Control = {},
): Promise<ReadPrompts> {
  const source = await openRecords(file, name, options, control);
  const collector = new PromptCollector(name, options);
  for await (const batch of source.batches) collector.add(batch);
  return { ...collector.finish(), ...formOf(source) };
}
