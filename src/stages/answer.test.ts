import { expect, it } from 'vitest';
import type { Prompt } from '../core/data';
import { MemoryCallStore, type CallStore } from '../core/judging/call-store';
import { DEFAULT_RUN_SETTINGS, type RunProgress } from '../core/judging/run';
import { seededRandom } from '../core/random';
import { systemClock } from '../llm/clock';
import { providerAt } from '../llm/providers';
import type { SendRequest } from '../llm/send';
import { replyOf } from '../llm/testing/scripted-calls';
import { CallError } from '../llm/call-error';
import { generateAnswers, planAnswers, storedAnswers, storedRounds } from './answer';
import { AskedAgain } from './asked-again';
import { chosenCalls } from './chosen-calls';
import { makeRun } from './plan-run';

const PROMPTS: Prompt[] = ['a', 'b', 'c'].map((id) => ({
  ...{ id, text: `${id}2`, source: 'test', language: 'en', words: 1, count: 1, fields: {} },
  turns: [
    { role: 'user', content: `${id}1` },
    { role: 'assistant', content: 'recorded' },
    { role: 'user', content: `${id}2` },
  ],
}));
const PLAN = {
  prompts: PROMPTS,
  contestants: [
    {
      ...{ name: 'm', model: 'm', systemPrompt: '' },
      provider: providerAt('openai', 'http://localhost/v1', 'local'),
      parameters: { temperature: 0, maxTokens: 20, seed: null },
    },
  ],
  turnMode: 'every-turn',
  mask: (text: string) => text,
} as const;

const servicesWith = (store: CallStore, isDown: (text: string) => boolean = () => false) => ({
  store,
  send: async ({ messages }: SendRequest) => {
    if (!isDown(messages.at(-1)!.content)) return replyOf('said');
    throw new CallError('content-filter', 'no', { action: 'fail', kind: 'refusal' });
  },
  clock: systemClock,
  random: seededRandom(1),
  // 0.002 dollars a call, which may cost little more at the most.
  priceOf: () => ({ inputUsd: 10, outputUsd: 100 }),
});
const SETTINGS = { ...DEFAULT_RUN_SETTINGS, run: 'r', budgetUsd: 1 };
const quiet = () => ({ signal: new AbortController().signal });

it('asks the later turns of what is tried again, and of nothing else', async () => {
  const store = new MemoryCallStore();
  const down = servicesWith(store, (text) => text !== 'b1');
  await generateAnswers(PLAN, down, SETTINGS, quiet());
  const retry = { kinds: ['refusal' as const], keys: [] };
  const settings = { ...SETTINGS, retry, unasked: false };
  const { answers, summary } = await generateAnswers(PLAN, servicesWith(store), settings, quiet());
  expect(answers).toHaveLength(3);
  expect(summary.progress).toMatchObject({ planned: 6, reused: 1, answered: 5, left: 0 });

  const fresh = new MemoryCallStore();
  const one = { ...settings, retry: { kinds: [], keys: [] } };
  const none = await generateAnswers(PLAN, servicesWith(fresh), one, quiet());
  expect(none.summary.progress).toMatchObject({ answered: 0, left: 3 });
});

it('answers whole conversations in a pilot', async () => {
  const store = new MemoryCallStore();
  const only = (await planAnswers(PLAN)).slice(0, 2);
  const { answers, summary } = await generateAnswers(
    ...([PLAN, servicesWith(store), SETTINGS, quiet(), only] as const),
  );
  expect(answers).toHaveLength(2);
  expect(summary.progress).toMatchObject({ planned: 4, answered: 4 });
});

it('asks whole conversations again', async () => {
  const store = new MemoryCallStore();
  await generateAnswers(PLAN, servicesWith(store), SETTINGS, quiet());
  const planned = { kind: 'answer' as const, plan: PLAN, calls: await planAnswers(PLAN) };
  const again = async (run: string, calls: 'all' | readonly string[]) => {
    const chosen = await chosenCalls(planned, store, { of: 'r', calls }, undefined);
    const services = servicesWith(new AskedAgain(store, run));
    const { progress } = await makeRun(planned, chosen, services, { ...SETTINGS, run }, quiet());
    return [progress.answered, (await storedAnswers(PLAN, store)).length];
  };
  expect(await again('a', 'all')).toEqual([6, 3]);
  expect(await again('b', [planned.calls[1].key])).toEqual([2, 3]);
});

it('holds the cap over all turns of the conversations, and counts them all', async () => {
  const store = new MemoryCallStore();
  const services = servicesWith(store);
  const seen: RunProgress[] = [];
  const control = {
    signal: new AbortController().signal,
    onProgress: (progress: RunProgress) => void seen.push(progress),
  };
  const settings = { ...SETTINGS, budgetUsd: 0.0105 };
  const first = await generateAnswers(PLAN, services, settings, control);
  expect(first.summary.end).toBe('budget');
  expect(first.summary.progress.spentUsd).toBeLessThanOrEqual(0.0105);
  expect(first.summary.progress.answered).toBeGreaterThan(3);
  expect(first.summary.progress.left).toBeGreaterThan(0);
  expect(seen.at(-1)).toMatchObject({ planned: 6 });
  const more = { ...settings, budgetUsd: 1 };
  const { answers, summary } = await generateAnswers(PLAN, services, more, control);
  expect(answers).toHaveLength(3);
  expect(summary.progress).toMatchObject({ planned: 6, left: 0 });
  expect(summary.progress.spentUsd).toBeCloseTo(0.012, 9);
  expect(await storedRounds(PLAN, store)).toHaveLength(6);
});
