import { TouchstoneError, type Prompt, type RowError, type Vectors } from '../data';
import type { RecordBatch } from '../formats/file-record';
import { placeRecords, type PlacedRecord } from '../formats/placed-record';
import { seededRandom } from '../random';
import { duplicateKey } from './content-hash';
import { conversationText, readConversation } from './conversation';
import type { ImportOptions } from './import-options';
import { givenLanguage, LANGUAGE_COLUMNS } from './given-language';
import { detectLanguage } from './language';
import {
  asObject,
  columnsOf,
  detectIdColumn,
  detectPromptColumn,
  namedColumn,
} from './prompt-column';
import { MergedColumns } from './merged-columns';
import { mergeDraft, ownDraft, type Draft } from './prompt-draft';
import { isPromptRecord } from './prompt-record';
import { readId, uniqueIds } from './prompt-ids';
import { recordFields } from './record-fields';
import { subsample } from './subsample';
import { detectVectorColumn, VectorColumn } from './vector-column';
import { wordCount } from './word-count';

/** Records looked at before the columns are decided. */
export const SAMPLE_RECORDS = 100;
/** Bad rows that are listed; further ones are only counted. */
const MAX_LISTED_ERRORS = 1000;
const MAX_NAMED_COLUMNS = 20;

/** What one file gave. */
export interface PromptFile {
  readonly prompts: readonly Prompt[];
  /** Index, among all rows of the file, bad ones too, at which each prompt stands: to align vectors from elsewhere. */
  readonly positions: Int32Array;
  /** Index of each prompt among the file's different ones, before the subsample. */
  readonly distinctPositions: Int32Array;
  /** One row a prompt, as the file has them (not scaled to unit length); null where the file has none. */
  readonly vectors: Vectors | null;
  readonly errors: readonly RowError[];
  /** All bad rows, listed or not. */
  readonly badRows: number;
  readonly totalRows: number;
  /** Rows that were merged into an equal one. */
  readonly merged: number;
  /** Different prompts before the subsample. */
  readonly distinct: number;
  readonly promptColumn: string | null;
  readonly idColumn: string | null;
}

/**
 * Turns the records of one file into prompts, batch by batch: finds the columns from the first
 * records, merges exact duplicates (the first one's turns and fields stay), then gives ids and draws the
 * subsample. Memory: the distinct prompts.
 */
export class PromptCollector {
  readonly #file: string;
  readonly #options: ImportOptions;
  readonly #drafts = new Map<string, Draft>();
  readonly #errors: RowError[] = [];
  readonly #mergedColumns = new MergedColumns();
  #vectors = new VectorColumn(null);
  #waiting: PlacedRecord[] | null = [];
  #badRows = 0;
  /** Rows so far, readable or not. */
  #rows = 0;
  #merged = 0;
  #promptColumn: string | null = null;
  #idColumn: string | null = null;
  #languageColumn: string | null = null;
  #leftOut: ReadonlySet<string> = new Set();
  #columns: readonly string[] = [];

  constructor(file: string, options: ImportOptions = {}) {
    this.#file = file;
    this.#options = options;
  }

  add(batch: RecordBatch): void {
    for (const { row, reason } of batch.faults) this.#fault(row, reason);
    const { placed, rows } = placeRecords(batch, this.#rows);
    this.#rows = rows;
    for (const record of placed) {
      if (this.#waiting === null) this.#take(record);
      else if (this.#waiting.push(record) >= SAMPLE_RECORDS) this.#settleColumns();
    }
  }

  /** @throws TouchstoneError `no-prompts` */
  finish(): PromptFile {
    this.#settleColumns();
    const drafts = [...this.#drafts.values()];
    if (drafts.length === 0) throw this.#noPrompts();
    const { sample } = this.#options;
    const chosen = Int32Array.from(
      sample
        ? subsample(drafts.length, Math.max(1, sample.size), seededRandom(sample.seed))
        : drafts.keys(),
    );
    const kept = Array.from(chosen, (i) => drafts[i]);
    const prompts = this.#prompts(kept, uniqueIds(drafts));
    const { vectors, fault } = this.#vectors.rows(kept.map((draft) => draft.position));
    if (fault) this.#fault(0, fault);
    for (const said of this.#mergedColumns.contradictions(prompts)) this.#fault(0, said);
    return {
      prompts,
      positions: Int32Array.from(kept, (draft) => draft.position),
      distinctPositions: chosen,
      vectors,
      errors: this.#errors.sort((a, b) => a.row - b.row),
      badRows: this.#badRows,
      totalRows: this.#rows,
      merged: this.#merged,
      distinct: drafts.length,
      promptColumn: this.#promptColumn,
      idColumn: this.#idColumn,
    };
  }

  #settleColumns(): void {
    if (!this.#waiting) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    const sample = waiting.map(({ value }) => asObject(value)).filter((record) => record !== null);
    this.#columns = columnsOf(sample);
    this.#promptColumn = this.#options.promptColumn ?? detectPromptColumn(sample);
    const { idColumn = detectIdColumn(sample), vectorColumn = detectVectorColumn(sample) } =
      this.#options;
    this.#idColumn = idColumn;
    this.#vectors = new VectorColumn(vectorColumn);
    this.#languageColumn = namedColumn(this.#columns, LANGUAGE_COLUMNS);
    const used = [this.#promptColumn, this.#idColumn, this.#vectors.name];
    this.#leftOut = new Set(used.filter((name) => name !== null));
    for (const record of waiting) this.#take(record);
  }

  #take({ row, value, position }: PlacedRecord): void {
    const record = asObject(value);
    if (record === null) {
      this.#fault(row, 'not an object with columns');
      return;
    }
    try {
      const draft = isPromptRecord(record)
        ? ownDraft(record, position, this.#file, this.#options.source)
        : this.#draft(record, position);
      if (this.#keep(draft, row)) this.#vectors.take(position, record);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      this.#fault(row, error.message);
    }
  }

  #draft(record: Readonly<Record<string, unknown>>, position: number): Draft {
    const column = this.#columnOf(record);
    const turns = column === null ? null : readConversation(record[column]);
    if (column === null || turns === null) {
      const where =
        this.#promptColumn === null
          ? 'no column holds a prompt'
          : `no prompt in the column "${this.#promptColumn}"`;
      throw new TouchstoneError('bad-record', where);
    }
    const text = conversationText(turns, this.#options.text ?? 'all');
    return {
      key: duplicateKey(text),
      givenId: this.#idColumn === null ? null : readId(record[this.#idColumn]),
      text,
      turns,
      fields: recordFields(
        record,
        column === this.#promptColumn ? this.#leftOut : new Set([...this.#leftOut, column]),
      ),
      position,
      language: this.#languageColumn === null ? null : givenLanguage(record[this.#languageColumn]),
      known: null,
      count: 1,
      aliases: null,
      otherSources: [],
    };
  }

  /** A file may hold plain prompts in one column and conversations in another; a chosen column is the only one. */
  #columnOf(record: Readonly<Record<string, unknown>>): string | null {
    const column = this.#promptColumn;
    const holds =
      column !== null && Object.hasOwn(record, column) && readConversation(record[column]) !== null;
    if (holds || this.#options.promptColumn !== undefined) return column;
    return detectPromptColumn([record]);
  }

  #measure({ text, language }: Draft): Pick<Prompt, 'language' | 'words' | 'source'> {
    return {
      language: language ?? detectLanguage(text),
      words: wordCount(text),
      source: this.#options.source ?? this.#file,
    };
  }

  /** Whether the draft is a new prompt; an equal one only counts. */
  #keep(draft: Draft, row: number): boolean {
    const equal = this.#drafts.get(draft.key);
    if (equal) {
      mergeDraft(equal, draft);
      this.#mergedColumns.add(row, equal, draft);
      this.#merged++;
    } else {
      if (!this.#options.sample) draft.known ??= this.#measure(draft);
      this.#drafts.set(draft.key, draft);
    }
    return !equal;
  }

  #prompts(drafts: readonly Draft[], ids: ReadonlyMap<Draft, string>): Prompt[] {
    return drafts.map((draft) => {
      const { givenId, text, turns, count, known } = draft;
      const id = ids.get(draft)!;
      const ambiguous = givenId !== null && givenId !== id && this.#idColumn !== null;
      const fields = ambiguous ? { ...draft.fields, [this.#idColumn!]: givenId } : draft.fields;
      const { aliases, otherSources } = draft;
      return {
        ...{ id, text, turns, count, fields },
        ...(aliases && { aliases: [...aliases] }),
        ...(known ?? this.#measure(draft)),
        ...(otherSources.length > 0 && { otherSources }),
      };
    });
  }

  #fault(row: number, reason: string): void {
    if (row > 0) this.#badRows++;
    if (this.#errors.length < MAX_LISTED_ERRORS)
      this.#errors.push({ file: this.#file, row, reason });
  }

  #noPrompts(): TouchstoneError {
    const first = this.#errors[0];
    const columns =
      this.#columns.length > 0
        ? ` It has the columns ${this.#columns.slice(0, MAX_NAMED_COLUMNS).join(', ')}.`
        : '';
    const example = first ? ` ${first.row > 0 ? `Row ${first.row}: ` : ''}${first.reason}.` : '';
    return new TouchstoneError(
      'no-prompts',
      `${this.#file} holds no prompt.${columns}${example} Choose the column that holds the prompts, or another file.`,
    );
  }
}
