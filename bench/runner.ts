import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { numberOption } from '../src/cli/number-option';
import type { Call } from '../src/core/judging/call';
import { MemoryCallStore } from '../src/core/judging/call-store';
import { DEFAULT_RUN_SETTINGS } from '../src/core/judging/run';
import { seededRandom } from '../src/core/random';
import { systemClock } from '../src/llm/clock';
import { HttpSender } from '../src/llm/http-sender';
import { providerAt } from '../src/llm/providers';
import { CallRunner } from '../src/llm/runner';
import { numberedCalls } from '../src/llm/testing/scripted-calls';

const CALLS = 10_000;
const IN_FLIGHT = 24;
const SAMPLE_MS = 100;
const MEGABYTE = 2 ** 20;

/**
 * Ten thousand calls through the runner against the local provider, in a thread of its own, beside
 * the same requests by bare fetches: what the runner costs, and whether its memory stays flat.
 * `npm run bench -- runner [calls]`
 */
export async function run([count]: string[]): Promise<void> {
  const calls = numberOption('calls', count) ?? CALLS;
  const server = await startServer();
  try {
    const provider = providerAt('openai', `${server.address}/v1`);
    const plan = numberedCalls(calls).map((call): Call => ({ ...call, provider, model: 'm1' }));
    await bareFetches(plan.slice(0, 500));
    const bare = await measured(() => bareFetches(plan));
    const through = await measured(() => throughRunner(plan));
    console.table(
      Object.entries({ 'bare fetches': bare, 'the runner': through }).map(([way, figures]) => ({
        way,
        calls,
        'calls a second': Math.round((1000 * calls) / figures.ms),
        s: (figures.ms / 1000).toFixed(1),
        'least heap by thirds, MB': figures.held.map((held) => held.toFixed(0)).join(', '),
        'longest block, ms': figures.longestBlockMs.toFixed(0),
      })),
    );
    const share = (100 * bare.ms) / through.ms;
    console.log(
      `The runner makes ${share.toFixed(0)} % of the calls that bare fetches make in the same time.`,
    );
  } finally {
    await server.stop();
  }
}

async function bareFetches(calls: readonly Call[]): Promise<void> {
  const queue = calls.values();
  const take = async () => {
    for (const { provider, model, messages } of queue) {
      const response = await fetch(`${provider.baseUrl}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model, messages: messages() }),
      });
      await response.json();
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, take));
}

async function throughRunner(calls: readonly Call[]): Promise<void> {
  const sender = new HttpSender({
    fetch: (url, init) => fetch(url, init),
    keyOf: () => null,
    now: systemClock.now,
  });
  const runner = new CallRunner(
    {
      store: new MemoryCallStore(),
      send: sender.send,
      clock: systemClock,
      random: seededRandom(1),
      priceOf: () => ({ inputUsd: 0, outputUsd: 0 }),
    },
    { ...DEFAULT_RUN_SETTINGS, run: 'bench', maxInFlight: IN_FLIGHT },
  );
  const { progress } = await runner.run(calls, new AbortController().signal);
  if (progress.answered !== calls.length) throw new Error(JSON.stringify(progress));
}

interface Figures {
  readonly ms: number;
  /** Megabytes, in each third of the time. */
  readonly held: readonly number[];
  readonly longestBlockMs: number;
}

/** Time, used heap and the longest hold of the thread. */
async function measured(work: () => Promise<void>): Promise<Figures> {
  const heap: number[] = [];
  let longestBlockMs = 0;
  let over = false;
  const watch = (async () => {
    for (let last = performance.now(); !over;) {
      await sleep(SAMPLE_MS);
      const now = performance.now();
      longestBlockMs = Math.max(longestBlockMs, now - last - SAMPLE_MS);
      last = performance.now();
      heap.push(process.memoryUsage().heapUsed / MEGABYTE);
    }
  })();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  over = true;
  await watch;
  const third = Math.ceil(heap.length / 3);
  // Between two collections the heap grows; its least is what is held.
  const held = [0, 1, 2].map((n) => Math.min(...heap.slice(n * third, (n + 1) * third)));
  return { ms, held, longestBlockMs };
}

/** The local provider in a thread, so that its own work is not counted as the runner's. */
async function startServer(): Promise<{ address: string; stop(): Promise<unknown> }> {
  const path = new URL('./runner-server.mjs', import.meta.url);
  const worker = new Worker(path);
  const address = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return { address, stop: () => worker.terminate() };
}
