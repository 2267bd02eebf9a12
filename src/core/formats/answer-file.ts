import { TouchstoneError } from '../data';
import type { RowError } from '../data';
import { alpacaEvalOutputs } from './alpaca-eval-outputs';
import type { AnswerForm, AnswerRecord } from './answer-record';
import { arenaHardAnswerV01, arenaHardAnswerV20 } from './arena-hard-answer';
import type { DropCode } from './battle-record';
import type { RecordBatch } from './file-record';
import { isUntypedRecord } from './record-value';
import { Refusals } from './refusals';

const FORMS: readonly AnswerForm[] = [arenaHardAnswerV01, arenaHardAnswerV20, alpacaEvalOutputs];

/** What a file of answers gave. */
export interface AnswerFile {
  readonly file: string;
  /** Name of the form found. */
  readonly form: string;
  readonly answers: readonly AnswerRecord[];
  readonly rows: number;
  /** Left out, by reason; reasons that did not occur are absent. */
  readonly dropped: Readonly<Partial<Record<DropCode, number>>>;
  /** The first 1,000 of them, with row and reason. */
  readonly errors: readonly RowError[];
}

function formOf(value: unknown): AnswerForm | undefined {
  return isUntypedRecord(value) ? FORMS.find((form) => form.recognises(value)) : undefined;
}

/** Whether a record is of a form of answers: to tell such files from prompts and battles. */
export function isAnswerRecord(value: unknown): boolean {
  return formOf(value) !== undefined;
}

/** Turns the records of one file into answers, batch by batch. */
export class AnswerCollector {
  readonly #file: string;
  readonly #answers: AnswerRecord[] = [];
  readonly #refusals: Refusals;
  #form: AnswerForm | null = null;
  #rows = 0;

  constructor(file: string) {
    this.#file = file;
    this.#refusals = new Refusals(file);
  }

  add({ records, faults }: RecordBatch): void {
    for (const { row, reason } of faults) this.#refusals.add(row, 'unreadableRow', reason);
    for (const { row, value } of records) {
      this.#rows++;
      const form = formOf(value);
      if (!form || !isUntypedRecord(value)) {
        this.#refusals.add(row, 'unreadableRow', 'not an answer in any known form');
        continue;
      }
      this.#form ??= form;
      const answer = form.read(value, (code, reason) => this.#refusals.add(row, code, reason));
      if (answer) this.#answers.push(answer);
    }
  }

  /** @throws TouchstoneError `no-answer-form` where no record was of a known form */
  finish(): AnswerFile {
    if (!this.#form) {
      throw new TouchstoneError(
        'no-answer-form',
        `${this.#file} holds no answers in a form that can be read. Known are Arena-Hard’s answers (v0.1 and v2.0) and AlpacaEval’s model outputs.`,
      );
    }
    return {
      file: this.#file,
      form: this.#form.name,
      answers: this.#answers,
      rows: this.#rows,
      dropped: this.#refusals.dropped,
      errors: this.#refusals.errors,
    };
  }
}
