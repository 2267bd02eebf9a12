import type { Encoding } from '../../core/formats/text-encoding';
import type { Delimiter, TextKind } from '../../core/formats/text-kind';

/** A way to read a text file. */
export interface ReadAs {
  readonly id: string;
  readonly title: string;
  readonly kind: TextKind;
  readonly delimiter?: Delimiter;
}

export const WAYS_TO_READ: readonly ReadAs[] = [
  { id: 'jsonl', title: 'JSON lines', kind: 'jsonl' },
  { id: 'json', title: 'JSON', kind: 'json' },
  { id: 'comma', title: 'table, commas', kind: 'delimited', delimiter: ',' },
  { id: 'semicolon', title: 'table, semicolons', kind: 'delimited', delimiter: ';' },
  { id: 'tab', title: 'table, tabs', kind: 'delimited', delimiter: '\t' },
  { id: 'text', title: 'one prompt a line', kind: 'text' },
  { id: 'blocks', title: 'prompts between blank lines', kind: 'blocks' },
];

/** The way that a file was read; null for Parquet and Excel, which can be read in one way only. */
export function wayRead(kind: string, delimiter: Delimiter | null): ReadAs | null {
  const found = WAYS_TO_READ.find(
    (way) => way.kind === kind && (way.kind !== 'delimited' || way.delimiter === delimiter),
  );
  return found ?? null;
}

export const ENCODINGS: readonly { readonly value: Encoding; readonly title: string }[] = [
  { value: 'utf-8', title: 'UTF-8' },
  { value: 'windows-1252', title: 'Windows-1252' },
  { value: 'utf-16le', title: 'UTF-16, little endian' },
  { value: 'utf-16be', title: 'UTF-16, big endian' },
];
