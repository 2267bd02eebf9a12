import { describe, expect, it } from 'vitest';
import { MemoryCallStore, type CallStore } from '../core/judging/call-store';
import { DEFAULT_RUN_SETTINGS, type RunSettings } from '../core/judging/run';
import { seededRandom } from '../core/random';
import { CallError } from './call-error';
import { CallRunner } from './runner';
import type { Send } from './send';
import { numberedCalls, replyOf } from './testing/scripted-calls';
import { numberOf, PRICE, world } from './testing/scripted-run';
import { VirtualClock } from './testing/virtual-clock';

const limited = (retryAfterMs: number | null) =>
  new CallError('rate-limit', 'too many', { action: 'retry', retryAfterMs });
const lost = () => new CallError('unreachable', 'no connection', { action: 'retry' });

describe('CallRunner', () => {
  it('makes each call once, stores it, and makes none again', async () => {
    const first = world((n) => replyOf(`r${n}`));
    const calls = numberedCalls(50);
    const summary = await first.run([...calls, ...calls]);
    expect(summary).toMatchObject({ end: 'complete', failure: null });
    expect(summary.progress).toMatchObject({ planned: 50, answered: 50, left: 0, reused: 0 });
    expect(first.records.map(({ text }) => text).sort()).toEqual(
      calls.map((_, n) => `r${n}`).sort(),
    );
    const second = world(() => replyOf('again'), { store: first.store });
    const { progress } = await second.run(numberedCalls(60));
    expect(progress).toMatchObject({ planned: 60, reused: 50, answered: 10 });
    expect(second.seen.sent).toBe(10);
  });

  it('grows until the provider says "too many", halves then, and loses nothing', async () => {
    let inFlight = 0;
    const clock = new VirtualClock();
    const { run, seen, records } = world(
      (n) => {
        inFlight--;
        return replyOf(String(n));
      },
      { clock, settings: { maxInFlight: 64 } },
    );
    await run(numberedCalls(300));
    expect(inFlight).toBe(-300);
    expect(seen.most).toBe(64);
    const strict = world(
      (n) => {
        if (strict.runner.progress.inFlight > 10) throw limited(null);
        return replyOf(String(n));
      },
      { settings: { maxInFlight: 64 } },
    );
    const { progress } = await strict.run(numberedCalls(300));
    expect(progress).toMatchObject({ answered: 300, failed: 0 });
    expect(strict.seen.most).toBeLessThan(32);
    expect(records).toHaveLength(300);
  });

  it('waits as long as Retry-After says', async () => {
    const { clock, run, records } = world((n, tries) => {
      if (n === 0 && tries === 1) throw limited(30_000);
      return replyOf(String(n));
    });
    const started = clock.now();
    await run(numberedCalls(1));
    expect(clock.now() - started).toBe(32_000);
    expect(records[0].tries).toBe(2);
  });

  it('backs off with jitter on faults, and gives a call up after the limit on tries', async () => {
    const { run, tries, records, clock } = world(
      (n) => {
        if (n === 3)
          throw new CallError('server-error', 'broken', { action: 'retry', raw: 'oops' });
        return replyOf(String(n));
      },
      { settings: { maxTries: 4 } },
    );
    const started = clock.now();
    const { progress } = await run(numberedCalls(10));
    expect(progress).toMatchObject({ answered: 9, failed: 1, left: 0, retries: 3 });
    expect(tries.get(3)).toBe(4);
    const failed = records.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({
      text: 'oops',
      tries: 4,
      failure: { kind: 'transport', code: 'server-error' },
    });
    const waited = clock.now() - started - 4000;
    expect(waited).toBeGreaterThanOrEqual(0.5 * (500 + 1000 + 2000));
    expect(waited).toBeLessThanOrEqual(500 + 1000 + 2000);
  });

  it('retries failed calls only when asked, by class or one by one', async () => {
    const store = new MemoryCallStore();
    const bad = (n: number) =>
      new CallError('content-filter', `no ${n}`, { action: 'fail', kind: 'refusal' });
    const first = world(
      (n) => {
        if (n < 2) throw bad(n);
        return replyOf('ok');
      },
      { store },
    );
    const calls = numberedCalls(5);
    expect((await first.run(calls)).progress).toMatchObject({ answered: 3, failed: 2 });
    const none = world(() => replyOf('ok'), { store });
    expect((await none.run(calls)).progress).toMatchObject({ reused: 3, answered: 0, failed: 2 });
    const one = world(() => replyOf('ok'), {
      store,
      settings: { retry: { kinds: [], keys: [calls[0].key] } },
    });
    expect((await one.run(calls)).progress).toMatchObject({ reused: 3, answered: 1, failed: 1 });
    const others = world(() => replyOf('ok'), {
      store,
      settings: { retry: { kinds: ['transport'], keys: [] } },
    });
    expect((await others.run(calls)).progress.answered).toBe(0);
    const all = world(() => replyOf('ok'), {
      store,
      settings: { retry: { kinds: ['refusal'], keys: [] } },
    });
    expect((await all.run(calls)).progress).toMatchObject({ reused: 4, answered: 1, failed: 0 });
  });

  it('stops at an error that all calls share, keeps what came, and goes on later', async () => {
    const store = new MemoryCallStore();
    let allowed = true;
    const { run } = world(
      (n) => {
        if (!allowed) throw new CallError('wrong-key', 'OpenAI: bad key', { action: 'stop' });
        if (n === 5) allowed = false;
        return replyOf('ok');
      },
      { store },
    );
    const summary = await run(numberedCalls(100));
    expect(summary.end).toBe('stopped');
    expect(summary.failure).toEqual({ code: 'wrong-key', message: 'OpenAI: bad key' });
    const { answered, failed, left } = summary.progress;
    expect(failed).toBe(0);
    expect(answered).toBe(store.size);
    expect(answered + left).toBe(100);
    const next = world(() => replyOf('ok'), { store });
    expect((await next.run(numberedCalls(100))).progress).toMatchObject({
      reused: answered,
      answered: left,
    });
  });

  it('stops when the provider was never reached, and survives ten seconds offline', async () => {
    const never = world(() => {
      throw lost();
    });
    const summary = await never.run(numberedCalls(100));
    expect(summary).toMatchObject({ end: 'stopped', failure: { code: 'unreachable' } });
    expect(summary.progress).toMatchObject({ failed: 0, left: 100 });

    const clock = new VirtualClock();
    const offline = { from: clock.now() + 5000, to: clock.now() + 15_000 };
    const some = world(
      (n) => {
        if (clock.now() >= offline.from && clock.now() < offline.to) throw lost();
        return replyOf(String(n));
      },
      { clock },
    );
    const { progress } = await some.run(numberedCalls(400));
    expect(progress).toMatchObject({ answered: 400, failed: 0 });
    expect(progress.retries).toBeLessThan(100);
  });

  it('never spends more than the cap, which counts over reloads of the same run', async () => {
    // A call costs 100·10 + 10·100 = 0.002 dollars, and at most 0.41 as its reply may be long.
    const store = new MemoryCallStore();
    const tight = world(() => replyOf('ok'), { store, settings: { budgetUsd: 1 } });
    const summary = await tight.run(numberedCalls(1000));
    expect(summary.end).toBe('budget');
    expect(summary.failure?.message).toContain('cap of $1.00 leaves');
    const { answered, spentUsd, left } = summary.progress;
    expect(spentUsd).toBeCloseTo(answered * 0.002, 9);
    expect(spentUsd).toBeLessThanOrEqual(1);
    expect(spentUsd).toBeGreaterThan(0.58);
    expect(left).toBe(1000 - answered);
    const again = world(() => replyOf('ok'), { store, settings: { budgetUsd: 1 } });
    const second = await again.run(numberedCalls(1000));
    expect(second.progress).toMatchObject({ answered: 0, reused: answered });
    expect(second.progress.spentUsd).toBeCloseTo(spentUsd, 9);
  });

  it('counts what failed tries cost', async () => {
    const { run, records } = world((n, tries) => {
      if (tries === 1)
        throw new CallError('empty-reply', 'nothing', {
          action: 'retry',
          usage: { inputTokens: 100, outputTokens: 0, estimated: false },
        });
      return replyOf(String(n));
    });
    const { progress } = await run(numberedCalls(1));
    expect(progress.spentUsd).toBeCloseTo(0.003, 9);
    expect(records[0].costUsd).toBeCloseTo(0.003, 9);
    expect(records[0].usage).toMatchObject({ inputTokens: 200, outputTokens: 10 });
  });

  it('counts tries without a reply at their most, as they may be charged, also over reloads', async () => {
    const store = new MemoryCallStore();
    // Of the second call, whose second try is cut off after a second while the others time out.
    const stalling = () => {
      const clock = new VirtualClock();
      let tries = 0;
      const send: Send = async (request, signal) => {
        if (numberOf(request) === 0) return replyOf('ok');
        await clock.sleep(++tries === 2 ? 1000 : 1e9, signal);
        throw lost();
      };
      const runner = new CallRunner(
        { store, send, clock, random: seededRandom(1), priceOf: () => PRICE },
        {
          ...DEFAULT_RUN_SETTINGS,
          ...{ run: 'r', budgetUsd: 1.3, maxTries: 3, retry: { kinds: ['transport'], keys: [] } },
        },
      );
      return clock.until(runner.run(numberedCalls(2), new AbortController().signal));
    };
    const { progress } = await stalling();
    expect(progress).toMatchObject({ answered: 1, failed: 1 });
    expect(progress.unsureUsd).toBeCloseTo(3 * 0.40969, 9);
    expect(progress.spentUsd).toBeCloseTo(0.002 + 3 * 0.40969, 9);
    const again = await stalling();
    expect(again).toMatchObject({ end: 'budget', failure: { message: /without a reply/ } });
  });

  it('counts nothing for what was never sent', async () => {
    const store = new MemoryCallStore();
    const clock = new VirtualClock();
    const runner = new CallRunner(
      {
        ...{ store, clock, random: seededRandom(1), priceOf: () => PRICE },
        send: () => Promise.reject(lost()),
      },
      { ...DEFAULT_RUN_SETTINGS, run: 'r', maxTries: 3 },
    );
    const run = runner.run(numberedCalls(1), new AbortController().signal);
    expect((await clock.until(run)).progress).toMatchObject({ spentUsd: 0, unsureUsd: 0 });
  });

  it('gives up on a second empty reply', async () => {
    const { run, tries } = world((n) => {
      if (n === 0) throw new CallError('empty-reply', 'nothing', { action: 'retry' });
      return replyOf('ok');
    });
    expect((await run(numberedCalls(3))).progress).toMatchObject({ answered: 2, failed: 1 });
    expect(tries.get(0)).toBe(2);
  });

  it('times a stalled try out and asks again', async () => {
    const clock = new VirtualClock();
    let stalls = 1;
    const store = new MemoryCallStore();
    const send: Send = async (_, signal) => {
      if (stalls-- > 0) await clock.sleep(1e9, signal);
      return replyOf('ok');
    };
    const runner = new CallRunner(
      { store, send, clock, random: seededRandom(1), priceOf: () => PRICE },
      { ...DEFAULT_RUN_SETTINGS, run: 'r', timeoutMs: 30_000 },
    );
    const started = clock.now();
    const { progress } = await clock.until(
      runner.run(numberedCalls(1), new AbortController().signal),
    );
    expect(progress).toMatchObject({ answered: 1, retries: 1 });
    expect(clock.now() - started).toBeLessThan(31_000);
  });

  it('asks the follow-up once, after the reply, and keeps both', async () => {
    const asked: string[][] = [];
    const calls = numberedCalls(2, {
      followUp: 'Only the verdict.',
      check: (text) =>
        text === 'good' ? { ok: true } : { ok: false, kind: 'unparsable', reason: 'no verdict' },
    });
    const { run, records } = world((n, _tries, request) => {
      asked.push(request.messages.map(({ content }) => content));
      return replyOf(request.messages.length > 1 && n === 0 ? 'good' : 'bad');
    });
    const { progress } = await run(calls);
    expect(progress).toMatchObject({ answered: 1, unparsed: 1 });
    expect(asked).toContainEqual(['0', 'bad', 'Only the verdict.']);
    expect(asked).toHaveLength(4);
    const byStatus = Object.fromEntries(records.map((record) => [record.status, record]));
    expect(byStatus.answered).toMatchObject({ text: 'bad', followUp: 'good', failure: null });
    expect(byStatus.unparsed).toMatchObject({
      text: 'bad',
      followUp: 'bad',
      failure: { kind: 'unparsable', message: 'Local, m: no verdict' },
    });
    expect(byStatus.unparsed.costUsd).toBeCloseTo(0.004, 9);
  });

  it('keeps a reply whose follow-up was not answered, and goes on with that alone', async () => {
    const store = new MemoryCallStore();
    const calls = numberedCalls(1, {
      followUp: 'Only the verdict.',
      check: (text) =>
        text === 'good' ? { ok: true } : { ok: false, kind: 'unparsable', reason: 'no verdict' },
    });
    const asked: number[] = [];
    const go = (signal?: AbortSignal, settings: Partial<RunSettings> = {}) =>
      world(
        (_n, _tries, request) => {
          asked.push(request.messages.length);
          return replyOf(request.messages.length > 1 ? 'good' : 'bad');
        },
        {
          store,
          settings,
          ...(signal && { signal }),
          onProgress: () => asked.length === 1 && stop.abort(),
        },
      ).run(calls);
    const stop = new AbortController();
    await expect(go(stop.signal)).rejects.toThrow();
    const [left] = await store.load([calls[0].key]);
    expect(left).toMatchObject({
      status: 'unparsed',
      text: 'bad',
      failure: { code: 'interrupted' },
    });
    const untouched = { reused: 0, unparsed: 1, left: 0 };
    expect((await go(undefined, { unasked: false })).progress).toMatchObject(untouched);
    expect((await go()).progress).toMatchObject({ answered: 1, unparsed: 0 });
    expect(asked).toEqual([1, 3]);
    const [whole] = await store.load([calls[0].key]);
    expect(whole).toMatchObject({ status: 'answered', text: 'bad', followUp: 'good' });
    expect(whole!.costUsd).toBeCloseTo(0.004, 9);
  });

  it('tries failures again without the calls that were never made', async () => {
    const store = new MemoryCallStore();
    const calls = numberedCalls(5);
    const bad = new CallError('content-filter', 'no', { action: 'fail', kind: 'refusal' });
    const pilot = world(
      () => {
        throw bad;
      },
      { store },
    );
    await pilot.run(calls.slice(0, 2));
    const again = world(() => replyOf('ok'), {
      store,
      settings: { retry: { kinds: ['refusal'], keys: [] }, unasked: false },
    });
    expect((await again.run(calls)).progress).toMatchObject({
      ...{ planned: 5, answered: 2, reused: 0, left: 3 },
    });
    expect(again.seen.sent).toBe(2);
  });

  it('asks for less at once when replies stay out one after another', async () => {
    const serial = world(
      (n) => {
        if (serial.runner.progress.inFlight > 6 && n % 4 !== 0)
          throw new CallError('timeout', 'no reply', { action: 'retry' });
        return replyOf(String(n));
      },
      { settings: { maxInFlight: 24 } },
    );
    const { progress } = await serial.run(numberedCalls(300));
    expect(progress).toMatchObject({ answered: 300, failed: 0 });
  });

  it('pauses and resumes', async () => {
    let paused = false;
    const { run, seen } = world(() => replyOf('ok'), {
      onProgress: ({ answered, inFlight, paused: now }, runner) => {
        if (!paused && answered >= 10) {
          paused = true;
          queueMicrotask(() => runner.pause());
        }
        if (now && inFlight === 0) {
          expect(seen.sent).toBeLessThan(50);
          queueMicrotask(() => runner.resume());
        }
      },
    });
    expect((await run(numberedCalls(100))).progress.answered).toBe(100);
    expect(paused).toBe(true);
  });

  it('aborts at once, and what had come is stored', async () => {
    const controller = new AbortController();
    const store = new MemoryCallStore();
    const { run, clock, seen } = world(() => replyOf('ok'), {
      store,
      signal: controller.signal,
      onProgress: ({ answered }) => {
        if (answered >= 20) controller.abort(new DOMException('Cancelled', 'AbortError'));
      },
    });
    const before = clock.now();
    await expect(run(numberedCalls(1000))).rejects.toThrow('Cancelled');
    expect(store.size).toBeGreaterThanOrEqual(20);
    expect(clock.now() - before).toBeLessThan(10_000);
    const sent = seen.sent;
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen.sent).toBe(sent);
  });

  it('ends with the error of a store that fails', async () => {
    const full: CallStore = {
      load: async (keys) => keys.map(() => null),
      save: () => Promise.reject(new Error('disk full')),
    };
    const { run } = world(() => replyOf('ok'), { store: full });
    await expect(run(numberedCalls(10))).rejects.toThrow('disk full');
  });

  it('resumes after a crash with at most the calls in flight made twice', async () => {
    const store = new MemoryCallStore();
    const sent = new Map<number, number>();
    const count = (n: number) => {
      sent.set(n, (sent.get(n) ?? 0) + 1);
      return replyOf(String(n));
    };
    for (let reload = 0; reload < 3; reload++) {
      const controller = new AbortController();
      const { run } = world((n) => count(n), {
        store,
        signal: controller.signal,
        onProgress: ({ answered }) => {
          if (answered >= 60 && reload < 2) controller.abort(new Error('reload'));
        },
      });
      await run(numberedCalls(300)).catch(() => {});
    }
    expect(sent.size).toBe(300);
    expect(store.size).toBe(300);
    const twice = [...sent.values()].filter((times) => times > 1).length;
    expect(twice).toBeLessThanOrEqual(2 * DEFAULT_RUN_SETTINGS.maxInFlight);
  });
});
