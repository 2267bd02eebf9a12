import type { Encoding } from '../formats/text-encoding';
import type { Delimiter, TextKind } from '../formats/text-kind';
import type { TextChoice } from './conversation';

export type FileKind = TextKind | 'parquet' | 'xlsx';

/** A seeded subsample of a source. */
export interface SampleSettings {
  readonly size: number;
  readonly seed: number;
}

/** What a user can decide about one file; everything left out is found from its content. */
export interface ImportOptions {
  /** Column that holds the prompt. */
  readonly promptColumn?: string;
  /** Column whose text belongs below the prompt; default: see `defaultContextColumn`; null: none. */
  readonly contextColumn?: string | null;
  /** Column that holds the id; null: ids from the content. */
  readonly idColumn?: string | null;
  /** Column of equally long lists of numbers; default: see `detectVectorColumn`; null: none. */
  readonly vectorColumn?: string | null;
  /** Default `all`. */
  readonly text?: TextChoice;
  /** Name of the source; default the file's name. */
  readonly source?: string;
  /** Sheet of an Excel file; default the first. */
  readonly sheet?: string;
  /** How to read a text file. */
  readonly kind?: TextKind;
  /** Between the cells of a line. */
  readonly delimiter?: Delimiter;
  readonly encoding?: Encoding;
  /** Prompts to keep, drawn after exact duplicates are merged; default all. */
  readonly sample?: SampleSettings;
}
