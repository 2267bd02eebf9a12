import { TouchstoneError } from '../data';
import { provenEncoding } from './text-encoding';

export type Container = 'gzip' | 'parquet' | 'zip' | 'text';

const CONTAINERS: readonly (readonly [Container, string])[] = [
  ['gzip', '\x1f\x8b'],
  ['parquet', 'PAR1'],
  ['zip', 'PK\x03\x04'],
];

/** First bytes of files that people drop by mistake, and what to do instead. */
const FOREIGN: readonly (readonly [string, string])[] = [
  [
    '\x93NUMPY',
    'a file of vectors (.npy): load it as vectors for prompts that are already imported',
  ],
  ['\xd0\xcf\x11\xe0', 'an old or a protected Excel file: save it as .xlsx without a password'],
  ['%PDF', 'a PDF document: export its text first'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['GIF8', 'an image'],
  ['BZh', 'a bzip2 archive: unpack it, or pack it with gzip'],
  ['(\xb5/\xfd', 'a Zstandard archive: unpack it, or pack it with gzip'],
  ['\xfd7zXZ', 'an xz archive: unpack it, or pack it with gzip'],
  ['7z\xbc\xaf', 'a 7-Zip archive: unpack it'],
  ['Rar!', 'a RAR archive: unpack it'],
  ['SQLite format 3', 'an SQLite database: export the table as CSV'],
  ['ARROW1', 'an Arrow file: save it as Parquet'],
];

const READABLE =
  'JSONL, JSON, CSV, TSV, text, Parquet and Excel (.xlsx) files, plain or packed with gzip, can be read';
/** Text may hold a stray control character or two; more than this share of them is no text. */
const MAX_CONTROL_SHARE = 0.02;

function startsWith(bytes: Uint8Array, signature: string): boolean {
  for (let i = 0; i < signature.length; i++) {
    if (bytes[i] !== signature.charCodeAt(i)) return false;
  }
  return true;
}

/** Control characters that no text holds; tab, line feed, form feed, carriage return, escape are left out. */
function controlCount(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) {
    if (byte < 9 || byte === 11 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) count++;
  }
  return count;
}

/**
 * What kind of file the first bytes (at most some 64 kB are needed) are, whatever its name says.
 * @throws TouchstoneError `empty-file`, `binary-file`
 */
export function detectContainer(head: Uint8Array, name: string): Container {
  if (head.length === 0) {
    throw new TouchstoneError('empty-file', `${name} is empty. Choose a file that holds prompts.`);
  }
  const container = CONTAINERS.find(([, signature]) => startsWith(head, signature));
  if (container) return container[0];
  const foreign = FOREIGN.find(([signature]) => startsWith(head, signature));
  if (foreign) {
    throw new TouchstoneError('binary-file', `${name} is ${foreign[1]}. ${READABLE}.`);
  }
  if (!provenEncoding(head) && controlCount(head) > 1 + MAX_CONTROL_SHARE * head.length) {
    throw new TouchstoneError('binary-file', `${name} is a binary file, not text. ${READABLE}.`);
  }
  return 'text';
}
