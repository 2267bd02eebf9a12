import { addUsage, NO_USAGE, type Call, type CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { RunProgress } from '../core/judging/run';
import { storedRecords } from './run-calls';

/** What a plan comes to, as some of it was asked before. */
export interface UnaskedCalls {
  /** Different calls without a record, in the plan's order: a run makes these. */
  readonly unasked: readonly Call[];
  /** Calls with a record. */
  readonly stored: number;
  /** Mean tokens of the stored replies; null where there are too few to go by. */
  readonly replyTokens: number | null;
}

const FEWEST_REPLIES = 5;

/** The calls that a run would still make, and how long the replies of those before were. */
export async function unaskedCalls(
  calls: readonly Call[],
  store: CallStore,
): Promise<UnaskedCalls> {
  const unasked = new Map(calls.map((call) => [call.key, call]));
  const planned = unasked.size;
  let replies = 0;
  let tokens = 0;
  for await (const { call, record } of storedRecords(calls, store)) {
    if (!unasked.delete(call.key) || record.usage.outputTokens === 0) continue;
    replies++;
    tokens += record.usage.outputTokens / record.tries;
  }
  return {
    unasked: [...unasked.values()],
    stored: planned - unasked.size,
    replyTokens: replies < FEWEST_REPLIES ? null : tokens / replies,
  };
}

/** What a run spent on these calls, US dollars, with what is unsure. */
export async function spentOn(
  calls: readonly Call[],
  store: CallStore,
  run: string,
): Promise<number> {
  let usd = 0;
  const seen = new Set<string>();
  for await (const { record } of storedRecords(calls, store)) {
    if (record.run !== run || seen.has(record.key)) continue;
    seen.add(record.key);
    usd += record.costUsd + (record.unsureUsd ?? 0);
  }
  return usd;
}

/** A run's account as its stored records give it, whoever made them. */
export async function storedProgress(
  calls: readonly Call[],
  store: CallStore,
): Promise<RunProgress> {
  const seen = new Set<string>();
  const count: Record<CallRecord['status'], number> = { answered: 0, unparsed: 0, failed: 0 };
  let usage = NO_USAGE;
  let spentUsd = 0;
  let unsureUsd = 0;
  for await (const { call, record } of storedRecords(calls, store)) {
    if (seen.has(call.key)) continue;
    seen.add(call.key);
    count[record.status]++;
    usage = addUsage(usage, record.usage);
    spentUsd += record.costUsd + (record.unsureUsd ?? 0);
    unsureUsd += record.unsureUsd ?? 0;
  }
  const planned = new Set(calls.map(({ key }) => key)).size;
  return {
    ...{ planned, reused: 0, ...count, left: planned - seen.size },
    ...{ inFlight: 0, limit: 0, waitsUntil: null, paused: false, retries: 0 },
    ...{ spentUsd, unsureUsd, usage },
  };
}
