import type { AnswerStyle } from '../data';
import type { Refuse } from './battle-record';
import type { UntypedRecord } from './record-value';

/** One model's answer to one prompt, as a file has it. */
export interface AnswerRecord {
  /** From the file, else the id of the prompt's text. */
  readonly promptId: string;
  /** What the user said, turn by turn, where the file holds it. */
  readonly asked?: readonly string[];
  readonly model: string;
  /** What it said, without reasoning: to each of the user's turns, or to the last one alone. */
  readonly turns: readonly string[];
  readonly reasoning?: string;
  /** Of the last turn, as the file counts them. */
  readonly tokens?: number;
  /** Markdown counts where the file has them; `length` is the tokens. */
  readonly style?: AnswerStyle;
  /** Data set or category that the file names. */
  readonly category?: string;
  readonly answerId?: string;
  /** Seconds since 1970. */
  readonly timestamp?: number;
}

/** A form in which answers are written down: how to tell it, and how to read a record of it. */
export interface AnswerForm {
  /** Shown to the user. */
  readonly name: string;
  recognises(record: UntypedRecord): boolean;
  /** The answer of a record; null where it is refused. */
  read(record: UntypedRecord, refuse: Refuse): AnswerRecord | null;
}
