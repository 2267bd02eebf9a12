import { createReadStream, existsSync } from 'node:fs';
import { open, truncate, type FileHandle } from 'node:fs/promises';
import { TouchstoneError } from '../core/data';
import { LineSplitter } from '../core/formats/line-splitter';
import { isUntypedRecord } from '../core/formats/record-value';
import type { CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { FileLock } from './file-lock';

const NEWLINE = 0x0a;
/** With which every record begins. */
const FIRST_MEMBER = '{"key":';

/**
 * Records of calls in a JSONL file, one a line, later lines before earlier ones of the same key. A
 * last line that a crash cut off is dropped. One command has the file at a time: another would pay
 * for the same calls, and could take a line that is being written for one that was cut off.
 */
export class CallFile implements CallStore {
  readonly #handle: FileHandle;
  readonly #records: Map<string, CallRecord>;
  readonly #lock: FileLock;

  private constructor(handle: FileHandle, records: Map<string, CallRecord>, lock: FileLock) {
    this.#handle = handle;
    this.#records = records;
    this.#lock = lock;
  }

  /** @throws TouchstoneError `call-file` where the file holds something else, `in-use` */
  static async open(path: string): Promise<CallFile> {
    const lock = await FileLock.take(path);
    try {
      const records = existsSync(path) ? await readRecords(path) : new Map<string, CallRecord>();
      return new CallFile(await open(path, 'a'), records, lock);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  get size(): number {
    return this.#records.size;
  }

  async load(keys: readonly string[]): Promise<(CallRecord | null)[]> {
    return keys.map((key) => this.#records.get(key) ?? null);
  }

  async save(records: readonly CallRecord[]): Promise<void> {
    const lines = records.map((record) => `${JSON.stringify(record)}\n`);
    await this.#handle.appendFile(lines.join(''));
    await this.#handle.datasync();
    for (const record of records) this.#records.set(record.key, record);
  }

  async close(): Promise<void> {
    await this.#handle.close();
    await this.#lock.release();
  }
}

async function readRecords(path: string): Promise<Map<string, CallRecord>> {
  const records = new Map<string, CallRecord>();
  const splitter = new LineSplitter();
  const decoder = new TextDecoder();
  let number = 0;
  let read = 0;
  let complete = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const newline = chunk.lastIndexOf(NEWLINE);
    if (newline >= 0) complete = read + newline + 1;
    read += chunk.length;
    for (const line of splitter.push(decoder.decode(chunk, { stream: true }))) {
      number++;
      if (line.trim() !== '') addRecord(records, line, `${path}, line ${number}`);
    }
  }
  if (complete < read) {
    // Only a file of records is shortened, never one that was named by mistake.
    if (records.size === 0 && !splitter.finish()[0].startsWith(FIRST_MEMBER))
      throw noRecord(`${path}, line 1`);
    await truncate(path, complete);
  }
  return records;
}

function noRecord(place: string): TouchstoneError {
  return new TouchstoneError(
    'call-file',
    `${place} is no record of a call. Give another file for --cache; this one stays as it is.`,
  );
}

function addRecord(records: Map<string, CallRecord>, line: string, place: string): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = null;
  }
  if (
    !isUntypedRecord(value) ||
    typeof value.key !== 'string' ||
    typeof value.status !== 'string'
  ) {
    throw noRecord(place);
  }
  records.set(value.key, value as unknown as CallRecord);
}
