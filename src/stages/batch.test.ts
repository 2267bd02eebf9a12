import { describe, expect, it } from 'vitest';
import type { LocalJudge } from '../../e2e/local-judge';
import type { ProviderKind } from '../core/judging/call';
import { MemoryCallStore } from '../core/judging/call-store';
import type { JudgeCall } from '../core/judging/judge-call';
import { seededRandom, shuffle } from '../core/random';
import { batchRequest } from '../llm/batch-requests';
import { BatchReader } from '../llm/batch-results';
import { openCalls, takeBatch } from './batch-files';
import { judgedBattles, planJudging } from './judge';
import { runCalls } from './run-calls';
import {
  localPlan,
  localServices,
  localSettings,
  testPrompts,
  withLocalJudge,
} from './testing/local-run';

const PRICE = { inputUsd: 1, outputUsd: 2 };
const SETTINGS = { run: 'batch', at: 1, priceOf: () => PRICE, quirksOf: () => ({}) };
const FAILS_EVERY = 10;

interface Line {
  readonly custom_id?: string;
  readonly key?: string;
  readonly body?: object;
  readonly params?: object;
  readonly request?: object;
}

/** What a provider's batch engine writes for a line, its replies being the live server's. */
async function batchResult(
  judge: LocalJudge,
  kind: ProviderKind,
  text: string,
  n: number,
): Promise<string> {
  const line = JSON.parse(text) as Line;
  const body = line.body ?? line.params ?? line.request;
  const path = {
    openai: '/v1/chat/completions',
    anthropic: '/v1/messages',
    gemini: '/v1beta/models/judge:generateContent',
  };
  const fails = n % FAILS_EVERY === 0;
  const response = fails
    ? null
    : await fetch(judge.address + path[kind], {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
  const reply: unknown = response ? await response.json() : null;
  if (kind === 'openai') {
    return JSON.stringify({
      id: `batch_req_${n}`,
      custom_id: line.custom_id,
      response: reply
        ? { status_code: 200, body: reply }
        : {
            status_code: 500,
            body: { error: { message: 'The server had an error', code: 'server_error' } },
          },
      error: null,
    });
  }
  if (kind === 'anthropic') {
    const result = reply ? { type: 'succeeded', message: reply } : { type: 'expired' };
    return JSON.stringify({ custom_id: line.custom_id, result });
  }
  return JSON.stringify(
    reply
      ? { key: line.key, response: reply }
      : { key: line.key, error: { code: 503, message: 'Overloaded', status: 'UNAVAILABLE' } },
  );
}

describe('batch files', () => {
  it.each(['openai', 'anthropic', 'gemini'] as const)(
    '%s: results in any order and with errors give the battles of the live run',
    async (kind) => {
      await withLocalJudge({}, async (judge) => {
        const plan = localPlan(judge, testPrompts(12), {
          kind,
          pairing: { kind: 'baseline', baseline: 'm1' },
        });
        const calls = await planJudging(plan);
        const live = localServices();
        const { signal } = new AbortController();
        await runCalls(calls, live, localSettings(), { signal });
        const wanted = await judgedBattles(calls, live.store, plan, 3);

        const written = calls.map((call) => batchRequest(call, {}));
        const results = await Promise.all(
          written.map((line, n) => batchResult(judge, kind, line, n)),
        );
        shuffle(results, seededRandom(5));
        const reader = new BatchReader(calls, SETTINGS);
        const file = `${results.join('\n')}\n\nnot a line\n{"custom_id": "of another run", "response": {}}`;
        for (let at = 0; at < file.length; at += 1000) reader.push(file.slice(at, at + 1000));
        const { records, foreign, unreadable } = reader.finish('results.jsonl');
        expect(foreign).toBe(1);
        expect(unreadable).toEqual([calls.length + 2]);
        expect(records).toHaveLength(calls.length);
        const failed = records.filter(({ status }) => status === 'failed');
        expect(failed).toHaveLength(Math.ceil(calls.length / FAILS_EVERY));
        expect(failed.every(({ failure }) => failure?.kind === 'transport')).toBe(true);

        const store = new MemoryCallStore();
        await store.save(records);
        const failedKeys = new Set(failed.map(({ key }) => key));
        const partial = await judgedBattles(calls, store, plan, 3);
        expect(partial.failed).toBe(failed.length);
        expect(partial.battles).toEqual(
          wanted.battles.filter((_, i) => !failedKeys.has(calls[i].key)),
        );
        const live1 = await live.store.load([calls[1].key]);
        const batch1 = await store.load([calls[1].key]);
        expect(batch1[0]?.costUsd).toBeCloseTo(live1[0]!.costUsd / 2, 12);

        const open = await openCalls(calls, store);
        expect(new Set(open.map(({ key }) => key))).toEqual(failedKeys);

        const retry = { kinds: ['transport'] as const, keys: [] };
        const { progress } = await runCalls(
          calls,
          localServices({ store }),
          localSettings({ retry }),
          { signal },
        );
        expect(progress).toMatchObject({ answered: failed.length, failed: 0 });
        const whole = await judgedBattles(calls, store, plan, 3);
        expect(whole).toEqual(wanted);
        expect(await openCalls(calls, store)).toEqual([]);
        // The same file once more: its errors take no answer away.
        await takeBatch(calls, new Blob([file]), 'results.jsonl', store, SETTINGS);
        expect(await judgedBattles(calls, store, plan, 3)).toEqual(wanted);
      });
    },
  );

  it('write what each provider documents', async () => {
    await withLocalJudge({}, async (judge) => {
      const lineOf = async (kind: ProviderKind) => {
        const plan = localPlan(judge, testPrompts(1), { kind });
        const [call] = await planJudging(plan);
        return { call, line: JSON.parse(batchRequest(call, {})) as Record<string, unknown> };
      };
      const keyed = ({ key }: JudgeCall) => key;
      const openai = await lineOf('openai');
      expect(openai.line).toMatchObject({
        custom_id: keyed(openai.call),
        method: 'POST',
        url: '/v1/chat/completions',
        body: { model: 'judge', temperature: 0 },
      });
      const anthropic = await lineOf('anthropic');
      expect(anthropic.line).toMatchObject({
        custom_id: keyed(anthropic.call),
        params: { model: 'judge', max_tokens: 4096 },
      });
      expect(keyed(anthropic.call)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      const gemini = await lineOf('gemini');
      expect(gemini.line).toMatchObject({
        key: keyed(gemini.call),
        request: { generationConfig: { temperature: 0 } },
      });
    });
  });

  it('refuse a file of another run, and keep a refusal, an unparsed and a cut reply apart', async () => {
    await withLocalJudge({}, async (judge) => {
      const plan = localPlan(judge, testPrompts(2));
      const calls = await planJudging(plan);
      const reader = new BatchReader(calls, SETTINGS);
      reader.push('{"custom_id": "x", "response": {}}\n');
      expect(() => reader.finish('other.jsonl')).toThrow(
        /holds no result of these calls \(1 of others/,
      );
      const line = (call: JudgeCall, content: string, finish_reason = 'stop') =>
        JSON.stringify({
          custom_id: call.key,
          response: {
            status_code: 200,
            body: { choices: [{ message: { content }, finish_reason }] },
          },
        });
      const again = new BatchReader(calls, SETTINGS);
      again.push(
        [
          line(calls[0], "I'm sorry, but I can't help with that."),
          line(calls[1], 'Both are fine.'),
          line(calls[2], 'A is', 'length'),
          line(calls[3], '', 'content_filter'),
        ].join('\n'),
      );
      const { records, unpriced } = again.finish('results.jsonl');
      expect(unpriced).toEqual([]);
      const free = new BatchReader(calls, { ...SETTINGS, priceOf: () => null });
      free.push(line(calls[0], '[[A]]'));
      expect(free.finish('results.jsonl')).toMatchObject({
        unpriced: ['judge'],
        records: [{ costUsd: 0 }],
      });
      expect(records.map(({ status, failure }) => [status, failure?.kind])).toEqual([
        ['unparsed', 'refusal'],
        ['unparsed', 'unparsable'],
        ['unparsed', 'unparsable'],
        ['failed', 'refusal'],
      ]);
      expect(records[2].failure?.message).toContain('cut at 4096 tokens');
    });
  });
});
