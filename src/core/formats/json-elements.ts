import { PROMPT_COLUMNS } from '../prompts/prompt-column';
import type { FileRecord, RecordBatch, RowFault } from './file-record';
import { indexedRows, listedRows } from './json-columns';
import { parseJson } from './lenient-json';

const MAX_CONTAINER_DEPTH = 3;
/** Elements of an array that are looked at to tell what it holds. */
const SAMPLE_ELEMENTS = 20;

/**
 * Records of a JSON text: the elements of its array, the rows of its columns, the elements of the
 * likeliest array in its object (of records, else of objects, else the longest), or the object itself
 * where `isRecord` says so or it holds no array. Objects that stand one after another are read too.
 * Where the text is broken or cut, its complete elements come in, each broken one is a fault, and
 * the last fault says where the text ended. `row` counts elements from 1.
 * @param isRecord tells an object that is a record from one that holds the records
 */
export function jsonElements(text: string, isRecord: (value: object) => boolean): RecordBatch {
  let value: unknown;
  try {
    value = parseJson(text);
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
  if (typeof value !== 'object' || value === null) return [value];
  const listed = listedRows(value);
  if (listed || isRecord(value)) return listed ?? [value];
  return indexedRows(value) ?? likeliestArray(value, isRecord)?.values ?? [value];
}

interface FoundArray {
  readonly values: readonly unknown[];
  /** Of records 2, of other objects or arrays 1, of strings 0, unless their name is that of prompts. */
  readonly rank: number;
}

function likeliestArray(
  container: object,
  isRecord: (value: object) => boolean,
  depth = MAX_CONTAINER_DEPTH,
): FoundArray | null {
  let best: FoundArray | null = null;
  for (const [name, value] of Object.entries(container) as [string, unknown][]) {
    if (typeof value !== 'object' || value === null) continue;
    let found: FoundArray | null = null;
    if (Array.isArray(value)) found = rankedArray(name, value, isRecord);
    else if (depth > 1) found = likeliestArray(value, isRecord, depth - 1);
    if (!found) continue;
    const lead = found.rank - (best?.rank ?? -1);
    if (lead > 0 || (lead === 0 && found.values.length > best!.values.length)) best = found;
  }
  return best;
}

function rankedArray(
  name: string,
  values: readonly unknown[],
  isRecord: (value: object) => boolean,
): FoundArray | null {
  const sample = values.slice(0, SAMPLE_ELEMENTS);
  const objects = sample.filter((value) => typeof value === 'object' && value !== null);
  if (objects.some(isRecord)) return { values, rank: 2 };
  if (objects.length > 0) return { values, rank: 1 };
  if (typeof sample[0] !== 'string') return null;
  const singular = name.trim().toLowerCase().replace(/s$/, '');
  return { values, rank: PROMPT_COLUMNS.includes(singular) ? 2 : 0 };
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
      records.push({ row, value: parseJson(text.slice(span.start, span.end)) });
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
  } else if (faults.length === 0 && (row === 0 || !scanner.isSequence)) {
    faults.push({ row, reason: `not valid JSON after element ${row}: ${message}` });
  }
  return { records, faults };
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Whether a text is complete objects one after another, as pretty-printed ones may be. */
function startsSequence(text: string): boolean {
  const scanner = new ElementScanner(text, null);
  const first = scanner.next();
  const second = first && scanner.next();
  if (!second || text[first.start] !== '{' || text[second.start] !== '{') return false;
  if (text.slice(first.end, second.start).trim() !== '') return false;
  try {
    parseJson(text.slice(first.start, first.end));
    return true;
  } catch {
    return false;
  }
}

const FIRST_ARRAY = /^\s*(?:\{\s*"(?:[^"\\]|\\.)*"\s*:\s*)?\[(?=\s*[{["])/;

/**
 * Finds the objects, arrays and strings that are elements of the first array of a text, or that
 * stand one after another in it, by counting brackets outside strings.
 */
class ElementScanner {
  /** Line reached, from 1. */
  line = 1;
  /** Whether the text ended inside an element, or before the array's end. */
  cut = false;
  /** Whether elements stand one after another, so far with nothing but white space between. */
  isSequence: boolean;
  readonly #text: string;
  readonly #inArray: boolean;
  #position: number;
  #ended = false;

  /** @param opening what stands before the first element of an array; null: they stand one after another */
  constructor(text: string, opening = startsSequence(text) ? null : FIRST_ARRAY.exec(text)) {
    this.#text = text;
    this.#inArray = opening !== null;
    this.isSequence = opening === null;
    this.#position = opening?.[0].length ?? 0;
    for (const char of opening?.[0] ?? '') if (char === '\n') this.line++;
  }

  next(): Span | null {
    for (; !this.#ended && this.#position < this.#text.length; this.#position++) {
      const char = this.#text[this.#position];
      if (char === '\n') this.line++;
      else if (char === '{' || char === '[' || char === '"') return this.#element();
      else if (char === ']' && this.#inArray) this.#ended = true;
      else if (char.trim() !== '') this.isSequence = false;
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
