import { TouchstoneError, type Prompt, type RowError, type Vectors } from '../data';
import type { RecordBatch } from '../formats/file-record';
import { placeRecords, type PlacedRecord } from '../formats/placed-record';
import { seededRandom } from '../random';
import type { ImportOptions } from './import-options';
import { detectLanguage } from './language';
import { MergedColumns } from './merged-columns';
import { asObject } from './prompt-column';
import { mergeDraft, type Draft } from './prompt-draft';
import { uniqueIds } from './prompt-ids';
import { RecordReader } from './record-reader';
import { RowErrorList } from './row-error-list';
import { subsample } from './subsample';
import { VectorColumn } from './vector-column';
import { wordCount } from './word-count';

/** Records looked at before the columns are decided. */
export const SAMPLE_RECORDS = 100;
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
 * records, merges exact duplicates (the first one's turns and fields stay, those it lacks are added), then gives ids and draws the
 * subsample. Memory: the distinct prompts.
 */
export class PromptCollector {
  readonly #file: string;
  readonly #options: ImportOptions;
  readonly #drafts = new Map<string, Draft>();
  readonly #errors: RowErrorList;
  readonly #mergedColumns = new MergedColumns();
  #reader = new RecordReader('', [], {});
  #vectors = new VectorColumn(null);
  #waiting: PlacedRecord[] | null = [];
  /** Rows so far, readable or not. */
  #rows = 0;
  #merged = 0;

  constructor(file: string, options: ImportOptions = {}) {
    this.#file = file;
    this.#errors = new RowErrorList(file);
    this.#options = options;
  }

  add(batch: RecordBatch): void {
    for (const { row, reason } of batch.faults) this.#errors.add(row, reason);
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
    if (fault) this.#errors.add(0, fault);
    for (const said of this.#mergedColumns.contradictions(prompts)) this.#errors.add(0, said);
    return {
      prompts,
      positions: Int32Array.from(kept, (draft) => draft.position),
      distinctPositions: chosen,
      vectors,
      errors: this.#errors.list(),
      badRows: this.#errors.badRows,
      totalRows: this.#rows,
      merged: this.#merged,
      distinct: drafts.length,
      promptColumn: this.#reader.promptColumn,
      idColumn: this.#reader.idColumn,
    };
  }

  #settleColumns(): void {
    if (!this.#waiting) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    const sample = waiting.map(({ value }) => asObject(value)).filter((record) => record !== null);
    this.#reader = new RecordReader(this.#file, sample, this.#options);
    this.#vectors = new VectorColumn(this.#reader.vectorColumn);
    for (const record of waiting) this.#take(record);
  }

  #take({ row, value, position }: PlacedRecord): void {
    const record = asObject(value);
    if (record === null) {
      this.#errors.add(row, 'not an object with columns');
      return;
    }
    try {
      const draft = this.#reader.read(record, position);
      if (this.#keep(draft, row)) this.#vectors.take(position, record);
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      this.#errors.add(row, error.message);
    }
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
      this.#mergedColumns.add(row, equal, draft);
      mergeDraft(equal, draft);
      this.#merged++;
    } else {
      if (!this.#options.sample) draft.known ??= this.#measure(draft);
      this.#drafts.set(draft.key, draft);
    }
    return !equal;
  }

  #prompts(drafts: readonly Draft[], ids: ReadonlyMap<Draft, string>): Prompt[] {
    const { idColumn } = this.#reader;
    return drafts.map((draft) => {
      const { givenId, text, turns, count, known } = draft;
      const id = ids.get(draft)!;
      const ambiguous = givenId !== null && givenId !== id && idColumn !== null;
      const fields = ambiguous ? { ...draft.fields, [idColumn]: givenId } : draft.fields;
      const { aliases, otherSources } = draft;
      return {
        ...{ id, text, turns, count, fields },
        ...(aliases && { aliases: [...aliases] }),
        ...(known ?? this.#measure(draft)),
        ...(otherSources.length > 0 && { otherSources }),
      };
    });
  }

  #noPrompts(): TouchstoneError {
    const errors = this.#errors.list();
    const first = errors.find(({ row }) => row > 0) ?? errors[0];
    const { columns: names } = this.#reader;
    const columns =
      names.length > 0
        ? ` It has the columns ${names.slice(0, MAX_NAMED_COLUMNS).join(', ')}.`
        : '';
    const example = first ? ` ${first.row > 0 ? `Row ${first.row}: ` : ''}${first.reason}.` : '';
    return new TouchstoneError(
      'no-prompts',
      `${this.#file} holds no prompt.${columns}${example} Choose the column that holds the prompts, or another file.`,
    );
  }
}
