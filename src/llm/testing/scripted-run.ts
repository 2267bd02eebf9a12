import { MemoryCallStore, type CallStore } from '../../core/judging/call-store';
import type { CallRecord, Reply } from '../../core/judging/call';
import { DEFAULT_RUN_SETTINGS, type RunProgress, type RunSettings } from '../../core/judging/run';
import { seededRandom } from '../../core/random';
import type { Network } from '../network';
import { CallRunner } from '../runner';
import type { Send, SendRequest } from '../send';
import type { numberedCalls } from './scripted-calls';
import { VirtualClock } from './virtual-clock';

export const PRICE = { inputUsd: 10, outputUsd: 100 };
export const numberOf = (request: SendRequest) => Number(request.messages[0].content);

interface World {
  readonly clock?: VirtualClock;
  readonly store?: CallStore;
  readonly settings?: Partial<RunSettings>;
  readonly onProgress?: (progress: RunProgress, runner: CallRunner) => void;
  readonly signal?: AbortSignal;
  readonly network?: Network;
}

/** A run whose provider answers as scripted. A provider's answer takes a second of virtual time. */
export function world(
  send: (n: number, tries: number, request: SendRequest) => Reply,
  given: World = {},
) {
  const clock = given.clock ?? new VirtualClock();
  const store = given.store ?? new MemoryCallStore();
  const tries = new Map<number, number>();
  let inFlight = 0;
  const seen = { most: 0, sent: 0 };
  const timed: Send = async (request, signal) => {
    const n = numberOf(request);
    tries.set(n, (tries.get(n) ?? 0) + 1);
    seen.sent++;
    seen.most = Math.max(seen.most, ++inFlight);
    try {
      await clock.sleep(1000, signal);
      return send(n, tries.get(n)!, request);
    } finally {
      inFlight--;
    }
  };
  const settings = { ...DEFAULT_RUN_SETTINGS, budgetUsd: 1e6, ...given.settings, run: 'r' };
  const records: CallRecord[] = [];
  const runner: CallRunner = new CallRunner(
    {
      ...{ store, send: timed, clock, random: seededRandom(1), priceOf: () => PRICE },
      ...(given.network && { network: given.network }),
    },
    settings,
    {
      onRecords: (saved) => void records.push(...saved),
      onProgress: (progress) => given.onProgress?.(progress, runner),
    },
  );
  const run = (calls: ReturnType<typeof numberedCalls>) =>
    clock.until(runner.run(calls, given.signal ?? new AbortController().signal));
  return { clock, store, run, runner, records, tries, seen };
}
