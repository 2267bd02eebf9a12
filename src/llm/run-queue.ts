import { modelKey, type Call, type CallRecord, type CallStatus } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { RunSettings } from '../core/judging/run';
import { INTERRUPTED, pendingCall, type PendingCall } from './call-attempt';

const LOAD_AT_ONCE = 500;

export interface RunQueue {
  /** Calls to make, the last one first. */
  readonly pending: PendingCall[];
  /** Different calls, those that are settled already included. */
  readonly planned: number;
  /** Of them settled already and not tried again, by how. */
  readonly settled: Readonly<Record<CallStatus, number>>;
  /** Names of the models that answered any of them before. */
  readonly answering: ReadonlySet<string>;
  /** By the same run before a reload. */
  readonly spentUsd: number;
  /** Of it at most for tries without a reply. */
  readonly unsureUsd: number;
}

/** What is left to do of a plan: calls that are not made to their end, and those whose failure is tried again. */
export async function planQueue(
  calls: readonly Call[],
  store: CallStore,
  settings: Pick<RunSettings, 'run' | 'retry' | 'unasked'>,
  signal: AbortSignal,
): Promise<RunQueue> {
  const distinct = [...new Map(calls.map((call) => [call.key, call])).values()];
  const retried = new Set(settings.retry.keys);
  const again = (record: CallRecord | null): boolean =>
    record !== null &&
    record.failure !== null &&
    (settings.retry.kinds.includes(record.failure.kind) || retried.has(record.key));
  const pending: PendingCall[] = [];
  const answering = new Set<string>();
  const settled = { answered: 0, unparsed: 0, failed: 0 };
  let spentUsd = 0;
  let unsureUsd = 0;
  for (let at = 0; at < distinct.length; at += LOAD_AT_ONCE) {
    const part = distinct.slice(at, at + LOAD_AT_ONCE);
    const records = await store.load(part.map(({ key }) => key));
    signal.throwIfAborted();
    part.forEach((call, i) => {
      const record = records[i];
      if (record?.run === settings.run) {
        spentUsd += record.costUsd + (record.unsureUsd ?? 0);
        unsureUsd += record.unsureUsd ?? 0;
      }
      if (record && record.status !== 'failed') answering.add(modelKey(call));
      const unasked = record === null || record.failure?.code === INTERRUPTED;
      const isAsked =
        settings.unasked === true || (settings.unasked && settings.unasked.has(call.key));
      if ((unasked && isAsked) || again(record)) pending.push(pendingCall(call, record));
      else if (record) settled[record.status]++;
    });
  }
  const planned = distinct.length;
  return { pending: pending.reverse(), planned, settled, answering, spentUsd, unsureUsd };
}
