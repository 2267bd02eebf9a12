import type { Call, CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { RunSettings } from '../core/judging/run';
import { pendingCall, type PendingCall } from './call-attempt';

const LOAD_AT_ONCE = 500;

export interface RunQueue {
  /** Calls to make, the last one first. */
  readonly pending: PendingCall[];
  /** Different calls, those that are settled already included. */
  readonly planned: number;
  /** By the same run before a reload. */
  readonly spentUsd: number;
}

/** What is left to do of a plan: calls without a record, and those whose failure is tried again. */
export async function planQueue(
  calls: readonly Call[],
  store: CallStore,
  settings: Pick<RunSettings, 'run' | 'retry'>,
  signal: AbortSignal,
): Promise<RunQueue> {
  const distinct = [...new Map(calls.map((call) => [call.key, call])).values()];
  const retried = new Set(settings.retry.keys);
  const again = (record: CallRecord): boolean =>
    record.failure !== null &&
    (settings.retry.kinds.includes(record.failure.kind) || retried.has(record.key));
  const pending: PendingCall[] = [];
  let spentUsd = 0;
  for (let at = 0; at < distinct.length; at += LOAD_AT_ONCE) {
    const part = distinct.slice(at, at + LOAD_AT_ONCE);
    const records = await store.load(part.map(({ key }) => key));
    signal.throwIfAborted();
    part.forEach((call, i) => {
      const record = records[i];
      if (record?.run === settings.run) spentUsd += record.costUsd;
      if (!record || again(record)) pending.push(pendingCall(call, record));
    });
  }
  return { pending: pending.reverse(), planned: distinct.length, spentUsd };
}
