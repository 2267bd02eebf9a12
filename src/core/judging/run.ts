import { addUsage, type CallFailure, type FailureKind, type Usage } from './call';

/** A cap is never empty; a user raises it knowingly. */
export const DEFAULT_BUDGET_USD = 5;

export interface RunSettings {
  /** Names the run in its records; its spending counts over reloads by this. */
  readonly run: string;
  /** The most calls in flight; the runner finds how many the provider takes. */
  readonly maxInFlight: number;
  /** Above 0. */
  readonly maxTries: number;
  readonly timeoutMs: number;
  /** US dollars, above 0. No call is started that could pass it. */
  readonly budgetUsd: number;
  /** What the run spent before, in other rounds; counts against the cap. */
  readonly spentUsd: number;
  /** Failures of earlier runs that are tried again: whole classes, or single keys. */
  readonly retry: { readonly kinds: readonly FailureKind[]; readonly keys: readonly string[] };
  /** Whether the calls that were never made are made too, or the keys of those that are. */
  readonly unasked: boolean | ReadonlySet<string>;
}

export const DEFAULT_RUN_SETTINGS: Omit<RunSettings, 'run'> = {
  maxInFlight: 24,
  maxTries: 8,
  timeoutMs: 120_000,
  budgetUsd: DEFAULT_BUDGET_USD,
  spentUsd: 0,
  retry: { kinds: [], keys: [] },
  unasked: true,
};

/** The account of a run: reused + answered + unparsed + failed + left = planned. */
export interface RunProgress {
  /** Different calls. */
  readonly planned: number;
  /** Answered before this go. */
  readonly reused: number;
  readonly answered: number;
  /** As of now: those of earlier goes that are not tried again too. */
  readonly unparsed: number;
  readonly failed: number;
  readonly left: number;
  /** Sent, or back and not stored yet: what a crash would lose. */
  readonly inFlight: number;
  /** How many may be in flight at the moment. */
  readonly limit: number;
  /** Milliseconds since 1970 until which the provider asked to wait; null for none. */
  readonly waitsUntil: number | null;
  /** No call starts before this machine is online again; absent for no. */
  readonly offline?: boolean;
  readonly paused: boolean;
  /** Money of this run, over reloads, with what is unsure. */
  readonly spentUsd: number;
  /** Of it at most for tries that brought no reply, which may be charged; absent for nothing. */
  readonly unsureUsd?: number;
  readonly usage: Usage;
  /** Tries that did not end in a reply. */
  readonly retries: number;
}

/** The account of a run in rounds: those that are over, and the one under way, which knows all money. */
export function addRound(over: RunProgress | null, now: RunProgress): RunProgress {
  if (!over) return now;
  return {
    ...now,
    planned: over.planned + now.planned,
    reused: over.reused + now.reused,
    answered: over.answered + now.answered,
    unparsed: over.unparsed + now.unparsed,
    failed: over.failed + now.failed,
    left: over.left + now.left,
    unsureUsd: (over.unsureUsd ?? 0) + (now.unsureUsd ?? 0),
    usage: addUsage(over.usage, now.usage),
    retries: over.retries + now.retries,
  };
}

/** `budget`: the cap left no room for another call. `stopped`: the provider refused for good. */
export type RunEnd = 'complete' | 'budget' | 'stopped';

export interface RunSummary {
  readonly end: RunEnd;
  readonly progress: RunProgress;
  /** Why it stopped, or why the budget let nothing more through; null for a complete run. */
  readonly failure: Pick<CallFailure, 'code' | 'message'> | null;
}
