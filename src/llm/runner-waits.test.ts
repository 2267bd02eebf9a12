import { describe, expect, it } from 'vitest';
import { MemoryCallStore } from '../core/judging/call-store';
import { CallError } from './call-error';
import type { Network } from './network';
import { providerAt } from './providers';
import { numberedCalls, replyOf } from './testing/scripted-calls';
import { world } from './testing/scripted-run';
import { VirtualClock } from './testing/virtual-clock';

const MINUTE_MS = 60_000;
const limited = (retryAfterMs: number | null = null) =>
  new CallError('rate-limit', 'too many', { action: 'retry', retryAfterMs });
const lost = () => new CallError('unreachable', 'no connection', { action: 'retry' });
const doubted = () => new CallError('bad-request', 'Local answered 400.', { action: 'doubt' });
const elsewhere = (host: string) =>
  numberedCalls(200, { provider: providerAt('openai', `https://${host}/v1`) });

/** A provider that takes so many calls a minute, and a sixth of them at once. */
function limitedTo(perMinute: number, clock: VirtualClock) {
  const most = Math.max(1, perMinute / 6);
  let [left, at] = [most, clock.now()];
  return (n: number) => {
    left = Math.min(most, left + ((clock.now() - at) * perMinute) / MINUTE_MS);
    at = clock.now();
    if (left < 1) throw limited();
    left--;
    return replyOf(String(n));
  };
}

describe('a limit of calls a minute', () => {
  it.each([3, 5, 10, 20, 60])(
    'of %i is found without Retry-After: nothing is lost, and little asked in vain',
    async (perMinute) => {
      const clock = new VirtualClock();
      const { run, seen } = world(limitedTo(perMinute, clock), { clock });
      const started = clock.now();
      const summary = await run(numberedCalls(300));
      expect(summary).toMatchObject({ end: 'complete', progress: { answered: 300, failed: 0 } });
      expect(seen.sent).toBeLessThan(480);
      const leastMs = (300 / perMinute) * MINUTE_MS;
      expect(clock.now() - started).toBeLessThan(2 * leastMs + MINUTE_MS);
    },
  );

  it('is no fault of a call, however often it is asked again', async () => {
    const { run, records } = world(
      (n, tries) => {
        if (tries <= 10) throw limited();
        return replyOf(String(n));
      },
      { settings: { maxTries: 2 } },
    );
    expect((await run(numberedCalls(1))).progress).toMatchObject({ answered: 1, failed: 0 });
    expect(records[0].tries).toBe(11);
  });

  it('that lets nothing through stops the run after half an hour, and gives no call up', async () => {
    const { clock, run } = world(() => {
      throw limited();
    });
    const started = clock.now();
    const summary = await run(numberedCalls(100));
    expect(summary).toMatchObject({ end: 'stopped', failure: { code: 'rate-limit' } });
    expect(summary.progress).toMatchObject({ failed: 0, left: 100 });
    expect((clock.now() - started) / MINUTE_MS).toBeGreaterThan(20);
    expect((clock.now() - started) / MINUTE_MS).toBeLessThan(45);
  });
});

describe('two providers', () => {
  it('don’t wait for each other', async () => {
    const clock = new VirtualClock();
    const started = clock.now();
    let answeredBy = Infinity;
    const { run } = world(
      (n, _tries, { provider }) => {
        if (provider.id === 'full.org') throw limited(MINUTE_MS);
        return replyOf(String(n));
      },
      {
        clock,
        onProgress: ({ answered }) => {
          if (answered === 200) answeredBy = Math.min(answeredBy, clock.now() - started);
        },
      },
    );
    const summary = await run([...elsewhere('full.org'), ...elsewhere('good.org')]);
    expect(answeredBy).toBeLessThan(MINUTE_MS);
    expect(summary).toMatchObject({ end: 'stopped', progress: { answered: 200, failed: 0 } });
  });
});

describe('an outage', () => {
  /** Cut off for an hour, from the tenth second on. */
  function outage(clock: VirtualClock) {
    const from = clock.now() + 10_000;
    const to = from + 60 * MINUTE_MS;
    const network: Network = {
      get online() {
        return clock.now() < from || clock.now() >= to;
      },
      back: (signal) => clock.sleep(to - clock.now(), signal),
    };
    const send = (n: number) => {
      if (!network.online) throw lost();
      return replyOf(String(n));
    };
    return { network, send, to };
  }

  it('of this machine is waited out, and no call given up for it', async () => {
    const clock = new VirtualClock();
    const { network, send, to } = outage(clock);
    const offline = new Set<boolean | undefined>();
    const { run, seen } = world(send, {
      ...{ clock, network, settings: { maxTries: 1 } },
      onProgress: (progress) => offline.add(progress.offline),
    });
    const calls = [...elsewhere('a.org'), ...elsewhere('b.org'), ...elsewhere('c.org')];
    const summary = await run(calls);
    expect(summary).toMatchObject({ end: 'complete', progress: { answered: 600, failed: 0 } });
    // One call a minute tries the way, should the browser be wrong.
    expect(seen.sent).toBeLessThan(600 + 30 + 60);
    expect(clock.now() - to).toBeLessThan(MINUTE_MS);
    expect(offline).toEqual(new Set([undefined, true]));
    expect(summary.progress.offline).toBeUndefined();
  });

  it('ends when the run is cancelled', async () => {
    const clock = new VirtualClock();
    const { network, send } = outage(clock);
    const cancel = new AbortController();
    const { run } = world(send, {
      ...{ clock, network, signal: cancel.signal },
      onProgress: ({ offline }) => offline && cancel.abort(new Error('cancelled')),
    });
    const calls = [...elsewhere('a.org'), ...elsewhere('b.org'), ...elsewhere('c.org')];
    await expect(run(calls)).rejects.toThrow('cancelled');
    expect(network.online).toBe(false);
  });

  it('is not believed where replies come all the same', async () => {
    const network = { online: false, back: () => new Promise<void>(() => {}) };
    const { run } = world(
      (n, tries) => {
        if ((n === 50 || n === 120) && tries < 3) throw lost();
        return replyOf(String(n));
      },
      { network, clock: new VirtualClock() },
    );
    const { end, progress } = await run(elsewhere('a.org'));
    expect({ end, ...progress }).toMatchObject({ end: 'complete', answered: 200, failed: 0 });
  });

  it('leaves a server on this machine as it is', async () => {
    const network = { online: false, back: () => new Promise<void>(() => {}) };
    const { run } = world(
      (n) => {
        if (n === 1) throw lost();
        return replyOf(String(n));
      },
      { network, settings: { maxTries: 2 } },
    );
    expect((await run(numberedCalls(3))).progress).toMatchObject({ answered: 2, failed: 1 });
  });
});

describe('a request that a provider won’t take', () => {
  const spoilt = (bad: (n: number) => boolean) => (n: number) => {
    if (bad(n)) throw doubted();
    return replyOf(String(n));
  };

  it('is one call’s failure where the model has answered others', async () => {
    const store = new MemoryCallStore();
    const { run } = world(
      spoilt((n) => n % 7 === 6),
      { store },
    );
    expect(await run(numberedCalls(50))).toMatchObject({
      ...{ end: 'complete', progress: { answered: 43, failed: 7 } },
    });
    const first = world(
      spoilt((n) => n === 0),
      { store: new MemoryCallStore() },
    );
    const stopped = await first.run(numberedCalls(50));
    expect(stopped).toMatchObject({ end: 'stopped', progress: { failed: 0 } });
    expect(stopped.failure?.message).toContain('stopped at the call about “0”');
    const again = world(
      spoilt((n) => n === 0),
      { store: first.store },
    );
    expect(await again.run(numberedCalls(50))).toMatchObject({
      ...{ end: 'complete', progress: { failed: 1, left: 0 } },
    });
  });

  it('stops the run where many in a row fare the same', async () => {
    const { run } = world(spoilt((n) => n >= 20));
    const { end, progress } = await run(numberedCalls(100));
    expect({ end, answered: progress.answered }).toEqual({ end: 'stopped', answered: 20 });
    expect(progress.failed).toBe(5);
  });
});
