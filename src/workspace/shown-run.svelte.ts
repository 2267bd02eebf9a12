import type { Call, CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { isJudgeCall, tagText, verdictText } from '../core/judging/reading';
import type { RunProgress } from '../core/judging/run';
import type { RunLog } from '../core/judging/run-spec';
import { callsOfRun, type PlannedRun } from '../stages/plan-run';
import { storedRecords } from '../stages/run-calls';
import { storedProgress } from '../stages/stored-calls';
import type { ModelRun } from './model-run.svelte';

/** The run whose progress, replies and failures are on the screen: the one under way, or the last one opened. */
export class ShownRun {
  #log = $state.raw<RunLog | null>(null);
  #calls: ReadonlyMap<string, Call> = new Map();
  readonly #run: ModelRun;
  readonly #store: CallStore;

  constructor(run: ModelRun, store: CallStore) {
    this.#run = run;
    this.#store = store;
  }

  get id(): string | null {
    return this.#log?.id ?? null;
  }

  /** Shows a run and its failures, of this and earlier goes. */
  async show(log: RunLog, planned: PlannedRun): Promise<void> {
    const calls = await callsOfRun(planned, this.#store);
    this.#take(log, calls);
    await this.#run.showStored(storedRecords<Call>(calls, this.#store));
  }

  /**
   * Shows a run that is not under way: its replies come from what is stored.
   * @param progress its account; default: counted from what is stored
   */
  async showStored(log: RunLog, planned: PlannedRun, progress?: RunProgress): Promise<void> {
    const calls = await callsOfRun(planned, this.#store);
    this.#run.showProgress(progress ?? (await storedProgress(calls, this.#store)));
    this.#take(log, calls);
    await this.#run.showStored(storedRecords<Call>(calls, this.#store), true);
  }

  /** What a record of this run says, in few words; null where it says nothing. */
  readingOf(record: CallRecord): string | null {
    const call = this.#calls.get(record.key);
    if (!this.#log || !call) return null;
    if (isJudgeCall(call)) return verdictText(call, record);
    const { spec } = this.#log;
    return spec.kind === 'tag' ? tagText(spec.question, record) : null;
  }

  #take(log: RunLog, calls: readonly Call[]): void {
    this.#log = log;
    this.#calls = new Map(calls.map((call) => [call.key, call]));
  }
}
