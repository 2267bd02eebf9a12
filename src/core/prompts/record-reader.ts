import { TouchstoneError } from '../data';
import { contextColumns, defaultContextColumn, withContext } from './context-column';
import { conversationText, readConversation } from './conversation';
import { givenLanguage, LANGUAGE_COLUMNS } from './given-language';
import type { ImportOptions } from './import-options';
import { columnsOf, detectIdColumn, detectPromptColumn, namedColumn } from './prompt-column';
import { ownDraft, type Draft } from './prompt-draft';
import { readId } from './prompt-ids';
import { promptKey } from './prompt-key';
import { isPromptRecord } from './prompt-record';
import { recordFields } from './record-fields';
import { detectVectorColumn } from './vector-column';

type FileRow = Readonly<Record<string, unknown>>;

/** Finds the columns of a file from its first records, unless the user chose them, and reads records by them. */
export class RecordReader {
  readonly columns: readonly string[];
  readonly promptColumn: string | null;
  readonly idColumn: string | null;
  readonly vectorColumn: string | null;
  readonly #contextColumn: string | null;
  readonly #languageColumn: string | null;
  /** Columns that are no fields, and those of a record with its context joined. */
  readonly #leftOut: ReadonlySet<string>;
  readonly #leftOutJoined: ReadonlySet<string>;
  readonly #file: string;
  readonly #options: ImportOptions;

  constructor(file: string, sample: readonly FileRow[], options: ImportOptions) {
    this.#file = file;
    this.#options = options;
    this.columns = columnsOf(sample);
    this.promptColumn = options.promptColumn ?? detectPromptColumn(sample);
    const {
      idColumn = detectIdColumn(sample),
      vectorColumn = detectVectorColumn(sample),
      contextColumn = defaultContextColumn(contextColumns(sample), this.promptColumn),
    } = options;
    this.idColumn = idColumn;
    this.vectorColumn = vectorColumn;
    this.#contextColumn = contextColumn;
    this.#languageColumn = namedColumn(this.columns, LANGUAGE_COLUMNS);
    this.#leftOut = columnSet(this.promptColumn, idColumn, vectorColumn);
    this.#leftOutJoined = columnSet(...this.#leftOut, contextColumn);
  }

  /** @throws TouchstoneError `bad-record`, `newer-version` */
  read(record: FileRow, position: number): Draft {
    return isPromptRecord(record)
      ? ownDraft(record, position, this.#file, this.#options.source)
      : this.#draft(record, position);
  }

  #draft(record: FileRow, position: number): Draft {
    const column = this.#columnOf(record);
    const asked = column === null ? null : readConversation(record[column]);
    if (column === null || asked === null) {
      const where =
        this.promptColumn === null
          ? 'no column holds a prompt'
          : `no prompt in the column "${this.promptColumn}"`;
      throw new TouchstoneError('bad-record', where);
    }
    const isUsual = column === this.promptColumn;
    const context = isUsual ? this.#contextColumn : null;
    const turns = context === null ? asked : withContext(asked, record[context]);
    const text = conversationText(turns, this.#options.text ?? 'all');
    return {
      key: promptKey({ text, turns }),
      givenId: this.idColumn === null ? null : readId(record[this.idColumn]),
      text,
      turns,
      fields: recordFields(
        record,
        isUsual ? this.#leftOutJoined : columnSet(...this.#leftOut, column),
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
  #columnOf(record: FileRow): string | null {
    const column = this.promptColumn;
    const holds =
      column !== null && Object.hasOwn(record, column) && readConversation(record[column]) !== null;
    if (holds || this.#options.promptColumn !== undefined) return column;
    return detectPromptColumn([record]);
  }
}

function columnSet(...columns: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(columns.filter((column) => column !== null));
}
