import { TouchstoneError } from '../data';
import type { RowError } from '../data';
import { alpacaEvalAnnotations } from './alpaca-eval';
import { arenaHardJudgment } from './arena-hard-judgment';
import { DEFAULT_READ_OPTIONS } from './battle-record';
import type { BattleForm, BattleReadOptions, BattleRecord, DropCode } from './battle-record';
import { battlesCsv } from './battles-csv';
import { chatbotArena } from './chatbot-arena';
import type { RecordBatch } from './file-record';
import { isLlmComparator, readLlmComparator } from './llm-comparator';
import { mtBenchPairwise } from './mt-bench';
import { isUntypedRecord } from './record-value';
import type { UntypedRecord } from './record-value';
import { Refusals } from './refusals';

const FORMS: readonly BattleForm[] = [
  arenaHardJudgment,
  mtBenchPairwise,
  alpacaEvalAnnotations,
  battlesCsv,
  chatbotArena,
];
const LLM_COMPARATOR = 'LLM Comparator';

/** What a file of battles gave. */
export interface BattleFile {
  readonly file: string;
  /** Name of the form found. */
  readonly form: string;
  readonly battles: readonly BattleRecord[];
  readonly rows: number;
  /** The options that the battles rest on, as the file does not say them itself. */
  readonly assumed: Readonly<Partial<BattleReadOptions>>;
  /** Left out, by reason; reasons that did not occur are absent. */
  readonly dropped: Readonly<Partial<Record<DropCode, number>>>;
  /** The first 1,000 of them, with row and reason. */
  readonly errors: readonly RowError[];
}

/** Whether a record is of a form of battles: to tell such files from prompts. */
export function isBattleRecord(value: unknown): boolean {
  return isLlmComparator(value) || (isUntypedRecord(value) && formOf(withColumns(value)) !== null);
}

function formOf(record: UntypedRecord): BattleForm | null {
  return FORMS.find((form) => form.recognises(record)) ?? null;
}

/** A record with its columns as the forms write them, such as `model_a` for "Model A". */
function withColumns(record: UntypedRecord): UntypedRecord {
  if (Object.keys(record).every((name) => PLAIN_COLUMN.test(name))) return record;
  const named = Object.entries(record).map(([name, value]) => [columnName(name), value] as const);
  // Of two columns that become one the name that needed no change counts.
  return { ...Object.fromEntries(named), ...record };
}

const PLAIN_COLUMN = /^[^A-Z\s-]+$/;

function columnName(name: string): string {
  return name.trim().toLowerCase().replace(/[\s-]/g, '_');
}

/** Whether battles rest on more than a record says: see {@link BattleFile.assumed}. */
export function leavesOptions(value: unknown): boolean {
  if (!isUntypedRecord(value)) return false;
  const record = withColumns(value);
  return (formOf(record)?.assumes?.(record).length ?? 0) > 0;
}

/** Turns the records of one file into battles, batch by batch; the first known record decides the form. */
export class BattleCollector {
  readonly #file: string;
  readonly #options: BattleReadOptions;
  readonly #battles: BattleRecord[] = [];
  readonly #refusals: Refusals;
  readonly #names = new Map<string, string>();
  #form: BattleForm | null = null;
  #assumed: Partial<BattleReadOptions> = {};
  #comparator = false;
  #rows = 0;
  #columns: readonly string[] = [];

  constructor(file: string, options: BattleReadOptions = DEFAULT_READ_OPTIONS) {
    this.#file = file;
    this.#options = options;
    this.#refusals = new Refusals(file);
  }

  add({ records, faults }: RecordBatch): void {
    for (const { row, reason } of faults) this.#refusals.add(row, 'unreadableRow', reason);
    for (const { row, value } of records) {
      this.#rows++;
      if (isLlmComparator(value)) this.#addComparator(value);
      else if (isUntypedRecord(value)) {
        if (this.#columns.length === 0) this.#columns = Object.keys(value);
        const record = withColumns(value);
        this.#form ??= formOf(record);
        const form = this.#form?.recognises(record) ? this.#form : formOf(record);
        if (!form) this.#refusals.add(row, 'unreadableRow', 'not a battle in any known form');
        else {
          for (const name of form.assumes?.(record) ?? []) {
            this.#assumed = { ...this.#assumed, [name]: this.#options[name] };
          }
          const found = form.read(
            record,
            (code, reason) => this.#refusals.add(row, code, reason),
            this.#options,
            row,
          );
          for (const battle of found) this.#battles.push(this.#sharingNames(battle));
        }
      } else this.#refusals.add(row, 'unreadableRow', 'not an object with columns');
    }
  }

  /** @throws TouchstoneError `no-battle-form` where no record was of a known form */
  finish(): BattleFile {
    const form = this.#comparator ? LLM_COMPARATOR : this.#form?.name;
    if (form === undefined) {
      const columns = this.#columns.slice(0, 12).join(', ');
      throw new TouchstoneError(
        'no-battle-form',
        `${this.#file} holds no battles in a form that can be read${columns ? ` (found: ${columns})` : ''}. Known are Arena-Hard and MT-Bench judgments, AlpacaEval annotations, LLM Comparator files, and tables with model, baseline, preference or model_a, model_b, winner.`,
      );
    }
    return {
      file: this.#file,
      form,
      battles: this.#battles,
      rows: this.#rows,
      assumed: this.#assumed,
      dropped: this.#refusals.dropped,
      errors: this.#refusals.errors,
    };
  }

  #addComparator(value: Parameters<typeof readLlmComparator>[0]): void {
    this.#comparator = true;
    const found = readLlmComparator(value, (row, code, reason) =>
      this.#refusals.add(row, code, reason),
    );
    for (const battle of found) this.#battles.push(battle);
  }

  /**
   * The battle with one copy of each name for all battles: those of a million rows cost hundreds of
   * megabytes, and cut from the file's text they would keep that alive too.
   */
  #sharingNames(battle: BattleRecord): BattleRecord {
    const { promptId, modelA, modelB, judge, category, language } = battle;
    return {
      ...battle,
      promptId: this.#shared(promptId),
      modelA: this.#shared(modelA),
      modelB: this.#shared(modelB),
      ...(judge !== undefined && { judge: this.#shared(judge) }),
      ...(category !== undefined && { category: this.#shared(category) }),
      ...(language !== undefined && { language: this.#shared(language) }),
    };
  }

  #shared(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, name);
    return name;
  }
}
