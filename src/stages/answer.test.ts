import { expect, it } from 'vitest';
import type { Prompt } from '../core/data';
import { MemoryCallStore } from '../core/judging/call-store';
import { DEFAULT_RUN_SETTINGS, type RunProgress } from '../core/judging/run';
import { seededRandom } from '../core/random';
import { systemClock } from '../llm/clock';
import { providerAt } from '../llm/providers';
import { replyOf } from '../llm/testing/scripted-calls';
import { generateAnswers, storedRounds } from './answer';

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

it('holds the cap over all turns of the conversations, and counts them all', async () => {
  const store = new MemoryCallStore();
  const services = {
    store,
    send: async () => replyOf('said'),
    clock: systemClock,
    random: seededRandom(1),
    // 0.002 dollars a call, which may cost little more at the most.
    priceOf: () => ({ inputUsd: 10, outputUsd: 100 }),
  };
  const seen: RunProgress[] = [];
  const control = {
    signal: new AbortController().signal,
    onProgress: (progress: RunProgress) => void seen.push(progress),
  };
  const settings = { ...DEFAULT_RUN_SETTINGS, run: 'r', budgetUsd: 0.0105 };
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
