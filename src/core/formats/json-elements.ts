import type { FileRecord, RecordBatch, RowFault } from './file-record';

const MAX_CONTAINER_DEPTH = 3;

/**
 * Records of a JSON text: the elements of its array, of the longest array of objects or strings in
 * its object, or the object itself where `isRecord` says so or it holds no such array. Where the
 * text is broken or cut, its complete elements come in, each broken one is a fault, and the last
 * fault says where the text ended. `row` counts elements from 1.
 * @param isRecord tells an object that is a record from one that holds the records
 */
export function jsonElements(text: string, isRecord: (value: object) => boolean): RecordBatch {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return recoverElements(text, (error as Error).message);
  }
  return { records: elementsOf(value, isRecord).map(asRecord), faults: [] };
}

function asRecord(value: unknown, index: number): FileRecord {
  return { row: index + 1, value };
}

function elementsOf(value: unknown, isRecord: (value: object) => boolean): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || isRecord(value)) return [value];
  return longestArray(value, MAX_CONTAINER_DEPTH) ?? [value];
}

function longestArray(container: object, depth: number): readonly unknown[] | null {
  let longest: readonly unknown[] | null = null;
  for (const value of Object.values(container) as unknown[]) {
    if (typeof value !== 'object' || value === null) continue;
    const found = Array.isArray(value)
      ? holdsRecords(value)
        ? value
        : null
      : depth > 1
        ? longestArray(value, depth - 1)
        : null;
    if (found && found.length > (longest?.length ?? 0)) longest = found;
  }
  return longest;
}

function holdsRecords(values: readonly unknown[]): boolean {
  const first = values[0];
  return typeof first === 'string' || (typeof first === 'object' && first !== null);
}

/** Reads what can be read of a broken text, element by element. */
function recoverElements(text: string, message: string): RecordBatch {
  const records: FileRecord[] = [];
  const faults: RowFault[] = [];
  const scanner = new ElementScanner(text);
  let row = 0;
  for (let span = scanner.next(); span; span = scanner.next()) {
    row++;
    try {
      records.push({ row, value: JSON.parse(text.slice(span.start, span.end)) });
    } catch (error) {
      const { message: detail } = error as Error;
      faults.push({ row, reason: `not valid JSON (line ${span.line}): ${detail}` });
    }
  }
  if (scanner.cut) {
    faults.push({
      row: row + 1,
      reason: `the file breaks off inside element ${row + 1} (line ${scanner.line}); the ${records.length} complete ones before it were read`,
    });
  } else if (faults.length === 0) {
    faults.push({ row, reason: `not valid JSON after element ${row}: ${message}` });
  }
  return { records, faults };
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/**
 * Finds the objects, arrays and strings that are elements of the first array of a text, or that
 * stand one after another in it, by counting brackets outside strings.
 */
class ElementScanner {
  /** Line reached, from 1. */
  line = 1;
  /** Whether the text ended inside an element, or before the array's end. */
  cut = false;
  readonly #text: string;
  readonly #inArray: boolean;
  #position: number;
  #ended = false;

  constructor(text: string) {
    this.#text = text;
    const opening = /^\s*(?:\{\s*"(?:[^"\\]|\\.)*"\s*:\s*)?\[(?=\s*[{["])/.exec(text);
    this.#inArray = opening !== null;
    this.#position = opening?.[0].length ?? 0;
    for (const char of opening?.[0] ?? '') if (char === '\n') this.line++;
  }

  next(): Span | null {
    for (; !this.#ended && this.#position < this.#text.length; this.#position++) {
      const char = this.#text[this.#position];
      if (char === '\n') this.line++;
      else if (char === '{' || char === '[' || char === '"') return this.#element();
      else if (char === ']' && this.#inArray) this.#ended = true;
    }
    this.cut ||= this.#inArray && !this.#ended;
    return null;
  }

  #element(): Span | null {
    const start = this.#position;
    const line = this.line;
    let depth = 0;
    let inString = false;
    for (let i = start; i < this.#text.length; i++) {
      const code = this.#text.charCodeAt(i);
      if (code === 10) this.line++;
      if (inString) {
        if (code === 92) i++;
        else if (code === 34) inString = false;
      } else if (code === 34) inString = true;
      else if (code === 123 || code === 91) depth++;
      else if (code === 125 || code === 93) depth--;
      if (depth === 0 && !inString) {
        this.#position = i + 1;
        return { start, end: i + 1, line };
      }
    }
    this.#ended = true;
    this.cut = true;
    return null;
  }
}
