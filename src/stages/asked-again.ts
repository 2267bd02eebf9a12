import { answerRounds } from '../core/judging/answer-call';
import type { Call, CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { Again } from '../core/judging/run-spec';
import { callsOfRun, type PlannedRun } from './plan-run';
import { storedRecords } from './run-calls';

/**
 * The calls of a plan for a run that asks answered ones again: replies of other runs are not there
 * for it, and an answer that was there stays where no answer comes in its place.
 */
export class AskedAgain implements CallStore {
  readonly #store: CallStore;
  readonly #run: string;

  /** @param run whose own records are there, so that it can be gone on with */
  constructor(store: CallStore, run: string) {
    this.#store = store;
    this.#run = run;
  }

  async load(keys: readonly string[]): Promise<(CallRecord | null)[]> {
    const records = await this.#store.load(keys);
    return records.map((record) => (record?.run === this.#run ? record : null));
  }

  async save(records: readonly CallRecord[]): Promise<void> {
    const earlier = await this.#store.load(records.map(({ key }) => key));
    await this.#store.save(
      records.filter(({ status }, i) => status === 'answered' || earlier[i]?.status !== 'answered'),
    );
  }
}

/**
 * The different calls that are asked again: answered ones; where models answer turn by turn all of
 * the first round, as later turns follow from it.
 */
export async function callsAgain(
  planned: PlannedRun,
  store: CallStore,
  { calls: wantedCalls }: Again,
): Promise<readonly Call[]> {
  if (wantedCalls === 'all' && planned.kind === 'answer' && answerRounds(planned.plan) > 1) {
    return planned.calls;
  }
  const wanted = wantedCalls === 'all' ? null : new Set(wantedCalls);
  const found = new Map<string, Call>();
  for await (const { call, record } of storedRecords<Call>(
    await callsOfRun(planned, store),
    store,
  )) {
    if (record.status === 'answered' && (wanted?.has(call.key) ?? true)) found.set(call.key, call);
  }
  return [...found.values()];
}
