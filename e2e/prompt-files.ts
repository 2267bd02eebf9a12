import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import Papa from 'papaparse';
import { packWorkbook, type SheetRow } from '../src/readers/testing/workbook';
import { TOPIC_JSONL, TOPIC_PROMPTS, type TopicPrompt } from './obvious-topics';
import type { DroppedFile } from './touchstone-test';

const HEADER = ['id', 'prompt', 'topic'] as const;

const cells = ({ id, prompt, topic }: TopicPrompt): string[] => [id, prompt, topic];

/** A table of texts; a mark of the encoding is left to the caller. */
export const delimited = (prompts: readonly TopicPrompt[], delimiter: string): string =>
  Papa.unparse({ fields: [...HEADER], data: prompts.map(cells) }, { delimiter });

export const jsonLines = (prompts: readonly TopicPrompt[]): string =>
  prompts.map((row) => JSON.stringify(row)).join('\n');

const parquet = (): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: HEADER.map((name) => ({
        name,
        data: TOPIC_PROMPTS.map((row) => row[name]),
        type: 'STRING' as const,
      })),
      rowGroupSize: 20,
    }),
  );

function excel(): Uint8Array {
  const rows: SheetRow[] = [HEADER, ...TOPIC_PROMPTS.map(cells)];
  return packWorkbook({ Prompts: new Map(rows.map((row, i) => [i + 1, row])) });
}

const gzipped = (content: string | Uint8Array): Uint8Array => new Uint8Array(gzipSync(content));

/** A file, and what the preview must call it. */
export interface KnownFile extends DroppedFile {
  readonly form: string;
  readonly gzipped?: true;
  /** Default: UTF-8, where it is a text. */
  readonly encoding?: string;
}

/** The topics' prompts in every form of file that is read by a reader of its own. */
export const FILES_OF_TOPICS: readonly KnownFile[] = [
  { name: 'topics.jsonl', content: TOPIC_JSONL, form: 'JSON lines' },
  { name: 'array.json', content: JSON.stringify(TOPIC_PROMPTS), form: 'JSON' },
  { name: 'comma.csv', content: delimited(TOPIC_PROMPTS, ','), form: 'table, commas' },
  { name: 'topics.parquet', content: parquet(), form: 'PARQUET' },
  {
    name: 'lines.txt',
    content: TOPIC_PROMPTS.map(({ prompt }) => prompt).join('\r\n'),
    form: 'one prompt a line',
  },
  { name: 'topics.xlsx', content: excel(), form: 'XLSX' },
];

/** The same prompts once more, in variants of those forms. */
export const FILES_OF_THE_SAME: readonly KnownFile[] = [
  { name: 'topics.ndjson', content: `\ufeff${TOPIC_JSONL}\n`, form: 'JSON lines' },
  {
    name: 'object.json',
    content: JSON.stringify({ version: 3, data: TOPIC_PROMPTS }, null, 1),
    form: 'JSON',
  },
  { name: 'semicolon.csv', content: delimited(TOPIC_PROMPTS, ';'), form: 'table, semicolons' },
  { name: 'topics.tsv', content: delimited(TOPIC_PROMPTS, '\t'), form: 'table, tabs' },
  {
    name: 'utf16.tsv',
    content: Buffer.from(`\ufeff${delimited(TOPIC_PROMPTS, '\t')}`, 'utf16le'),
    form: 'table, tabs',
    encoding: 'utf-16le',
  },
  { name: 'topics.jsonl.gz', content: gzipped(TOPIC_JSONL), form: 'JSON lines', gzipped: true },
  {
    name: 'comma.csv.gz',
    content: gzipped(delimited(TOPIC_PROMPTS, ',')),
    form: 'table, commas',
    gzipped: true,
  },
  { name: 'topics.parquet.gz', content: gzipped(parquet()), form: 'PARQUET', gzipped: true },
  { name: 'topics.xlsx.gz', content: gzipped(excel()), form: 'XLSX', gzipped: true },
];
