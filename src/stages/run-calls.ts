import type { OnProgress } from '../core/data';
import type { Call, CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { RunProgress, RunSettings, RunSummary } from '../core/judging/run';
import { CallRunner, type RunnerEvents, type RunnerServices } from '../llm/runner';
import { Slice } from './pause';

export interface RunControl extends RunnerEvents {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called with the runner before it starts, for pause and resume. */
  readonly onStart?: (runner: CallRunner) => void;
}

/** Makes the calls of a plan; see {@link CallRunner}. */
export async function runCalls(
  calls: readonly Call[],
  services: RunnerServices,
  settings: RunSettings,
  control: RunControl,
): Promise<RunSummary> {
  const runner = new CallRunner(services, settings, control);
  control.onStart?.(runner);
  return runner.run(calls, control.signal);
}

const RECORDS_AT_ONCE = 500;

/** The calls of a plan as a list; hashing them takes a while, so the page is let in between. */
export async function planCalls<C extends Call>(
  plan: Iterable<C>,
  total: number,
  control: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress } = {},
): Promise<C[]> {
  const calls: C[] = [];
  const slice = new Slice();
  for (const call of plan) {
    calls.push(call);
    if (!slice.used) continue;
    control.onProgress?.({ done: calls.length, total });
    await slice.end();
    control.signal?.throwIfAborted();
  }
  return calls;
}

/** The stored records of calls, each with its call, in their order; calls without one are left out. */
export async function* storedRecords<C extends Call>(
  calls: readonly C[],
  store: CallStore,
): AsyncGenerator<{ readonly call: C; readonly record: CallRecord }> {
  const slice = new Slice();
  for (let at = 0; at < calls.length; at += RECORDS_AT_ONCE) {
    const part = calls.slice(at, at + RECORDS_AT_ONCE);
    const records = await store.load(part.map(({ key }) => key));
    for (let i = 0; i < part.length; i++) {
      const record = records[i];
      if (record) yield { call: part[i], record };
      if (slice.used) await slice.end();
    }
  }
}

/** The same, each call once: a plan may hold one more often. */
export async function* distinctRecords(
  calls: readonly Call[],
  store: CallStore,
): AsyncGenerator<CallRecord> {
  const seen = new Set<string>();
  for await (const { record } of storedRecords(calls, store)) {
    if (seen.has(record.key)) continue;
    seen.add(record.key);
    yield record;
  }
}
