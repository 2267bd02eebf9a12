import type { Prompt, Turn } from '../data';
import { openTurns, userTurns, type Answer } from './answer';
import type { Call, CallParameters, CallRecord, Provider } from './call';
import { callKey, InputHashes } from './call-key';

/** A model that is compared, with how it is asked. */
export interface Contestant {
  /** Under which it is ranked; the length probe asks one model under several. */
  readonly name: string;
  readonly provider: Provider;
  readonly model: string;
  readonly parameters: CallParameters;
  /** Empty for none. */
  readonly systemPrompt: string;
}

/**
 * How a conversation with several turns is answered: its recorded assistant turns are replayed and
 * the last one answered, or the model answers every turn, each after its own earlier answers.
 */
export type TurnMode = 'replay' | 'every-turn';

export type AnswerSubject = {
  readonly promptId: string;
  readonly model: string;
  /** Of the user's turns, from 0. */
  readonly turn: number;
};

export interface AnswerPlan {
  readonly prompts: readonly Prompt[];
  readonly contestants: readonly Contestant[];
  readonly turnMode: TurnMode;
  mask(text: string): string;
}

const VERSION = 'answer 1';

/** How many rounds of calls a plan takes: the most turns that a model has to answer. */
export function answerRounds({ prompts, turnMode }: AnswerPlan): number {
  if (turnMode === 'replay') return 1;
  return prompts.reduce((most, { turns }) => Math.max(most, userTurns(turns).length), 1);
}

/** How many calls follow those of the first round, where all are answered. */
export function laterTurns({ prompts, contestants, turnMode }: AnswerPlan): number {
  if (turnMode === 'replay') return 0;
  const turns = prompts.reduce(
    (sum, prompt) => sum + Math.max(0, userTurns(prompt.turns).length - 1),
    0,
  );
  return turns * contestants.length;
}

/**
 * The calls of one round.
 * @param earlier the answers of a model to a prompt's earlier turns; null where one is missing, and
 *   with it the call
 */
export function* answerCalls(
  plan: AnswerPlan,
  round: number,
  earlier: (promptId: string, model: string) => readonly string[] | null,
): Generator<Call<AnswerSubject>> {
  const hashes = new InputHashes();
  for (const contestant of plan.contestants) {
    for (const prompt of plan.prompts) {
      const turns = turnsToAnswer(plan, prompt, round, earlier(prompt.id, contestant.name));
      if (turns) yield answerCall(plan, contestant, prompt.id, round, turns, hashes);
    }
  }
}

function turnsToAnswer(
  { turnMode }: AnswerPlan,
  { turns }: Prompt,
  round: number,
  earlier: readonly string[] | null,
): readonly Turn[] | null {
  if (turnMode === 'replay') return openTurns(turns);
  if (earlier === null || round >= userTurns(turns).length) return null;
  const asked: Turn[] = [];
  let answered = 0;
  for (const turn of turns) {
    if (turn.role === 'assistant') continue;
    asked.push(turn);
    if (turn.role !== 'user') continue;
    if (answered === round) break;
    asked.push({ role: 'assistant', content: earlier[answered++] });
  }
  return asked;
}

function answerCall(
  { mask }: AnswerPlan,
  contestant: Contestant,
  promptId: string,
  turn: number,
  turns: readonly Turn[],
  hashes: InputHashes,
): Call<AnswerSubject> {
  const { name, provider, model, parameters, systemPrompt } = contestant;
  const messages = () => {
    const masked = turns.map((each) => ({ ...each, content: mask(each.content) }));
    return systemPrompt === ''
      ? masked
      : [{ role: 'system' as const, content: systemPrompt }, ...masked];
  };
  const inputs = messages().flatMap(({ role, content }) => [role, hashes.of(content)]);
  return {
    key: callKey({
      provider: provider.id,
      model,
      parameters,
      template: VERSION,
      inputs,
      repeat: 0,
    }),
    ...{ provider, model, parameters, messages },
    task: 'answer',
    subject: { promptId, model: name, turn },
    delimiter: null,
    check: () => ({ ok: true }),
    followUp: null,
  };
}

/** An answer from the records of its turns. */
export function answerOf(
  { promptId, model }: AnswerSubject,
  records: readonly CallRecord[],
): Answer {
  const reasoning = records
    .map((record) => record.reasoning)
    .filter(Boolean)
    .join('\n\n');
  return {
    promptId,
    model,
    turns: records.map(({ text }) => text),
    ...(reasoning && { reasoning }),
    ...(records.some(({ finish }) => finish === 'length') && { cut: true }),
  };
}
