import {
  answerCalls,
  answerOf,
  answerRounds,
  type AnswerPlan,
  type AnswerSubject,
} from '../core/judging/answer-call';
import type { Answer } from '../core/judging/answer';
import type { Call, CallRecord, CallSubject } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { addRound, type RunProgress, type RunSettings, type RunSummary } from '../core/judging/run';
import type { RunnerServices } from '../llm/runner';
import { planCalls, runCalls, storedRecords, type RunControl } from './run-calls';

interface Answered {
  readonly answers: readonly Answer[];
  /** Over all rounds that were made. */
  readonly summary: RunSummary;
}

/**
 * Asks every model for its answers, in as many rounds as a conversation has turns for it. A round
 * that ends early (budget, stop) is the last one; an answer counts when all its turns are there.
 * Where only failures are tried again, so are the turns that follow from what comes.
 * @param only the conversations of these calls; null for all
 */
export async function generateAnswers(
  plan: AnswerPlan,
  services: RunnerServices,
  settings: RunSettings,
  control: RunControl,
  only: readonly Call[] | null = null,
): Promise<Answered> {
  const rounds = answerRounds(plan);
  const turns = new RecordedTurns();
  const wanted = only && new Set(only.map(({ subject }) => conversationKey(subject)));
  /** Conversations of which this go made a call. */
  const made = new Set<string>();
  let over: RunProgress | null = null;
  for (let round = 0; ; round++) {
    const all = await planRound(plan, round, turns, control);
    const calls = wanted ? all.filter(({ subject }) => wanted.has(conversationKey(subject))) : all;
    const before: RunProgress | null = over;
    const spentUsd = before?.spentUsd ?? settings.spentUsd;
    const unasked =
      round === 0 || settings.unasked === true ? settings.unasked : keysOf(calls, made);
    const summary = await runCalls(
      calls,
      services,
      { ...settings, spentUsd, unasked },
      {
        ...control,
        onProgress: (progress) => control.onProgress?.(addRound(before, progress)),
        onRecords: (records) => {
          for (const { subject } of records) made.add(conversationKey(subject));
          control.onRecords?.(records);
        },
      },
    );
    over = addRound(before, summary.progress);
    await turns.read(calls, services.store);
    if (round + 1 === rounds || summary.end !== 'complete') {
      return { answers: turns.answers(plan), summary: { ...summary, progress: over } };
    }
  }
}

/** The calls of all rounds, as far as the answers before them are there. */
export async function storedRounds(
  plan: AnswerPlan,
  store: CallStore,
  signal?: AbortSignal,
): Promise<Call<AnswerSubject>[]> {
  return (await readRounds(plan, store, signal)).calls;
}

/** The answers that are stored already, without making a call. */
export async function storedAnswers(
  plan: AnswerPlan,
  store: CallStore,
  signal?: AbortSignal,
): Promise<Answer[]> {
  return (await readRounds(plan, store, signal)).turns.answers(plan);
}

async function readRounds(plan: AnswerPlan, store: CallStore, signal?: AbortSignal) {
  const turns = new RecordedTurns();
  const calls: Call<AnswerSubject>[] = [];
  for (let round = 0; round < answerRounds(plan); round++) {
    const asked = await planRound(plan, round, turns, { signal });
    await turns.read(asked, store);
    calls.push(...asked);
  }
  return { turns, calls };
}

/** The calls of the first round: all of them, unless the models answer every turn. */
export function planAnswers(
  plan: AnswerPlan,
  control: { readonly signal?: AbortSignal } = {},
): Promise<Call<AnswerSubject>[]> {
  return planRound(plan, 0, new RecordedTurns(), control);
}

function planRound(
  plan: AnswerPlan,
  round: number,
  turns: RecordedTurns,
  { signal }: { readonly signal?: AbortSignal },
): Promise<Call<AnswerSubject>[]> {
  const total = plan.prompts.length * plan.contestants.length;
  const earlier = (promptId: string, model: string) => turns.upTo(round, promptId, model);
  return planCalls(answerCalls(plan, round, earlier), total, { signal });
}

function conversationKey({ promptId, model }: CallSubject): string {
  return JSON.stringify([promptId, model]);
}

function keysOf(calls: readonly Call[], conversations: ReadonlySet<string>): ReadonlySet<string> {
  const within = calls.filter(({ subject }) => conversations.has(conversationKey(subject)));
  return new Set(within.map(({ key }) => key));
}

class RecordedTurns {
  readonly #records = new Map<string, { subject: AnswerSubject; records: CallRecord[] }>();

  async read(calls: readonly Call<AnswerSubject>[], store: CallStore): Promise<void> {
    for await (const { call, record } of storedRecords(calls, store)) {
      if (record.status !== 'answered') continue;
      const key = conversationKey(call.subject);
      const known = this.#records.get(key);
      if (known) known.records.push(record);
      else this.#records.set(key, { subject: call.subject, records: [record] });
    }
  }

  upTo(round: number, promptId: string, model: string): readonly string[] | null {
    if (round === 0) return [];
    const found = this.#records.get(conversationKey({ promptId, model }));
    return found?.records.length === round ? found.records.map(({ text }) => text) : null;
  }

  answers({ prompts, turnMode }: AnswerPlan): Answer[] {
    const asked = new Map(
      prompts.map(({ id, turns }) => [id, turns.filter(({ role }) => role === 'user').length]),
    );
    return [...this.#records.values()].flatMap(({ subject, records }) => {
      const wanted = turnMode === 'replay' ? 1 : asked.get(subject.promptId);
      return records.length === wanted ? [answerOf(subject, records)] : [];
    });
  }
}
