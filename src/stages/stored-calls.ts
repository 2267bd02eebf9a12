import {
  addUsage,
  NO_USAGE,
  type Call,
  type CallRecord,
  type CallStatus,
} from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { RunProgress } from '../core/judging/run';
import { distinctRecords, storedRecords } from './run-calls';

/** What a plan comes to, as some of it was asked before. */
export interface UnaskedCalls {
  /** Different calls without a record, in the plan's order: a run makes these. */
  readonly unasked: readonly Call[];
  /** Calls with a record, by what came of them. */
  readonly stored: StoredCounts;
  /** Failed ones among them that no model answered: batch files take them up again. */
  readonly unreached: number;
  /** Mean tokens of the stored replies; null where there are too few to go by. */
  readonly replyTokens: number | null;
}

export type StoredCounts = Readonly<Record<CallStatus, number>>;

const FEWEST_REPLIES = 5;

/** Failures that the same call would meet again. */
const FINAL: readonly string[] = ['too-long', 'bad-request', 'refused'];

/** Whether no model answered a call, though it was made, and one might when it is made again. */
export function isUnreached({ failure }: CallRecord): boolean {
  return failure?.kind === 'transport' && !FINAL.includes(failure.code);
}

/** The calls that a run would still make, and how long the replies of those before were. */
export async function unaskedCalls(
  calls: readonly Call[],
  store: CallStore,
): Promise<UnaskedCalls> {
  const unasked = new Map(calls.map((call) => [call.key, call]));
  const stored: Record<CallStatus, number> = { answered: 0, unparsed: 0, failed: 0 };
  let unreached = 0;
  let replies = 0;
  let tokens = 0;
  for await (const { call, record } of storedRecords(calls, store)) {
    if (!unasked.delete(call.key)) continue;
    stored[record.status]++;
    if (isUnreached(record)) unreached++;
    if (record.usage.outputTokens === 0) continue;
    replies++;
    tokens += record.usage.outputTokens / record.tries;
  }
  return {
    unasked: [...unasked.values()],
    ...{ stored, unreached },
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
  for await (const { run: by, costUsd, unsureUsd = 0 } of distinctRecords(calls, store)) {
    if (by === run) usd += costUsd + unsureUsd;
  }
  return usd;
}

/** How many replies that a run had are not those of its calls of now: prompts, answers or masks changed since. */
export async function outdatedReplies(
  { planned, left }: RunProgress,
  calls: readonly Call[],
  store: CallStore,
): Promise<number> {
  const now = await storedProgress(calls, store);
  return Math.max(0, planned - left - (now.planned - now.left));
}

/** A run's account as its stored records give it, whoever made them. */
export async function storedProgress(
  calls: readonly Call[],
  store: CallStore,
): Promise<RunProgress> {
  const count: Record<CallStatus, number> = { answered: 0, unparsed: 0, failed: 0 };
  let usage = NO_USAGE;
  let spentUsd = 0;
  let unsureUsd = 0;
  for await (const record of distinctRecords(calls, store)) {
    count[record.status]++;
    usage = addUsage(usage, record.usage);
    spentUsd += record.costUsd + (record.unsureUsd ?? 0);
    unsureUsd += record.unsureUsd ?? 0;
  }
  const planned = new Set(calls.map(({ key }) => key)).size;
  return {
    ...{ planned, reused: 0, ...count },
    left: planned - count.answered - count.unparsed - count.failed,
    ...{ inFlight: 0, limit: 0, waitsUntil: null, paused: false, retries: 0 },
    ...{ spentUsd, unsureUsd, usage },
  };
}
