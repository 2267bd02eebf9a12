import {
  startLocalJudge,
  type LocalJudge,
  type LocalJudgeSettings,
} from '../../../e2e/local-judge';
import { localAnswer } from '../../../e2e/local-replies';
import type { Prompt } from '../../core/data';
import { AnswerBook } from '../../core/judging/answer';
import { JUDGE_PARAMETERS, type Provider, type ProviderKind } from '../../core/judging/call';
import { MemoryCallStore, type CallStore } from '../../core/judging/call-store';
import { callDelimiter } from '../../core/judging/delimiter';
import type { JudgePlan } from '../../core/judging/judge-call';
import { judgeTemplate } from '../../core/judging/judge-templates';
import { DEFAULT_RUN_SETTINGS, type RunSettings } from '../../core/judging/run';
import { schedule, type Pairing } from '../../core/judging/schedule';
import { seededRandom } from '../../core/random';
import type { Clock } from '../../llm/clock';
import { systemClock } from '../../llm/clock';
import { HttpSender } from '../../llm/http-sender';
import { providerAt } from '../../llm/providers';
import type { RunnerServices } from '../../llm/runner';

/** Ratings 60 points and more apart, but for the last two. */
export const STRENGTHS = { m1: 1250, m2: 1180, m3: 1110, m4: 1050, m5: 980, m6: 950 } as const;

/** Waits are this many times shorter than the runner thinks. */
const HASTE = 50;
const hastyClock: Clock = {
  now: () => systemClock.now() * HASTE,
  sleep: (ms, signal) => systemClock.sleep(ms / HASTE, signal),
};

export function testPrompts(count: number): Prompt[] {
  return Array.from({ length: count }, (_, n) => {
    const text = `How would you solve task number ${n}, and why that way?`;
    return {
      id: `p${n}`,
      text,
      turns: [{ role: 'user', content: text }],
      source: 'test',
      language: 'en',
      words: 11,
      count: 1,
      fields: {},
    };
  });
}

export function localProvider({ address }: LocalJudge, kind: ProviderKind = 'openai'): Provider {
  return providerAt(kind, kind === 'openai' ? `${address}/v1` : address, 'local');
}

interface RunOptions {
  readonly store?: CallStore;
  readonly key?: string;
  readonly settings?: Partial<RunSettings>;
}

/** Services that reach a local judge over real sockets. */
export function localServices({ store, key }: RunOptions = {}): RunnerServices & {
  sender: HttpSender;
} {
  const sender = new HttpSender({
    fetch: (url, init) => fetch(url, init),
    keyOf: () => key ?? null,
    now: hastyClock.now,
  });
  return {
    store: store ?? new MemoryCallStore(),
    send: sender.send,
    sender,
    clock: hastyClock,
    random: seededRandom(1),
    priceOf: () => ({ inputUsd: 1, outputUsd: 2 }),
  };
}

export function localSettings(given: Partial<RunSettings> = {}): RunSettings {
  return {
    ...DEFAULT_RUN_SETTINGS,
    timeoutMs: 5000 * HASTE,
    budgetUsd: 1000,
    run: 'run',
    ...given,
  };
}

/** A plan that has a local judge compare answers of models with known strengths. */
export function localPlan(
  judge: LocalJudge,
  prompts: readonly Prompt[],
  given: Partial<JudgePlan> & { readonly kind?: ProviderKind; readonly pairing?: Pairing } = {},
): JudgePlan {
  const models = Object.keys(STRENGTHS) as (keyof typeof STRENGTHS)[];
  const answers =
    given.answers ??
    new AnswerBook(
      models.flatMap((model) =>
        prompts.map(({ id, text }) => ({
          promptId: id,
          model,
          turns: [localAnswer(model, STRENGTHS[model], text)],
        })),
      ),
    );
  const { games } = schedule({
    prompts,
    models,
    pairing: given.pairing ?? { kind: 'all-pairs' },
    order: { kind: 'two-games' },
    hasAnswer: (promptId, model) => answers.get(promptId, model) !== undefined,
  });
  const template = judgeTemplate('five-labels');
  return {
    games,
    prompts: new Map(prompts.map((prompt) => [prompt.id, prompt])),
    answers,
    template,
    judges: [
      {
        name: 'judge',
        provider: localProvider(judge, given.kind),
        model: 'judge',
        parameters: JUDGE_PARAMETERS,
      },
    ],
    repeats: 1,
    turns: 'last',
    reference: null,
    codeOf: (key) => callDelimiter('secret', key),
    mask: (text) => text,
    ...given,
  };
}

export async function withLocalJudge<T>(
  settings: Partial<LocalJudgeSettings>,
  work: (judge: LocalJudge) => Promise<T>,
): Promise<T> {
  const judge = await startLocalJudge({ strengths: STRENGTHS, ...settings });
  try {
    return await work(judge);
  } finally {
    await judge.close();
  }
}
