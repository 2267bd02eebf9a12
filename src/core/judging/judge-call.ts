import type { Prompt } from '../data';
import type { BattleRecord } from '../formats/battle-record';
import { verdictOutcome, type VerdictLevel } from '../formats/verdict-label';
import { answeredTurns, openTurns, promptAsText, type Answer, type AnswerBook } from './answer';
import {
  decidingFinish,
  decidingText,
  type Call,
  type CallParameters,
  type CallRecord,
  type Provider,
} from './call';
import { callKey, InputHashes } from './call-key';
import { gameFields, type GameTexts } from './game-fields';
import { followUpFor } from './judge-templates';
import { conversationAsText, fillTemplate, inputsOf, templateVersion } from './judge-template';
import type { JudgedTurns, JudgeTemplate, Protocol, TemplateInputs } from './judge-template';
import type { Game } from './schedule';
import { checkVerdict, parseScore, parseVerdict } from './verdict';

/** A model that judges. */
export interface Judge {
  /** Its name in battles and charts. */
  readonly name: string;
  readonly provider: Provider;
  readonly model: string;
  readonly parameters: CallParameters;
}

export type JudgeSubject = {
  readonly promptId: string;
  readonly modelA: string;
  readonly modelB: string;
  readonly game: 1 | 2;
  readonly judge: string;
  readonly repeat: number;
};

export interface JudgeCall extends Call<JudgeSubject> {
  readonly protocol: Protocol;
  /** The texts that it judges, as they are sent. */
  inputs(): TemplateInputs;
}

export interface JudgePlan {
  /** For scores those of {@link singleGames}. */
  readonly games: readonly Game[];
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly answers: AnswerBook;
  readonly template: JudgeTemplate;
  readonly judges: readonly Judge[];
  /** Times that each judge judges each game. */
  readonly repeats: number;
  readonly turns: JudgedTurns;
  /** The model whose answer is shown as the reference; null for none. */
  readonly reference: string | null;
  /** The code that marks the texts in a call; see {@link callDelimiter}. */
  codeOf(key: string): string;
  /** Takes personal data out of a text before it is sent; the identity for none. */
  mask(text: string): string;
}

/** The calls of a plan, game by game. Texts are put together when a call is sent. */
export function* judgeCalls(plan: JudgePlan): Generator<JudgeCall> {
  const hashes = new InputHashes();
  const version = templateVersion(plan.template);
  const names = inputsOf(plan.template);
  for (const game of plan.games) {
    const inputs = () => inputsFor(plan, game);
    const texts = inputs();
    const hashed = names.map((name) => hashes.of(texts[name]));
    for (const judge of plan.judges) {
      for (let repeat = 0; repeat < plan.repeats; repeat++) {
        yield judgeCall(plan, game, judge, repeat, version, hashed, inputs);
      }
    }
  }
}

function judgeCall(
  { template, codeOf }: JudgePlan,
  game: Game,
  judge: Judge,
  repeat: number,
  version: string,
  inputHashes: readonly string[],
  inputs: () => TemplateInputs,
): JudgeCall {
  const { provider, model, parameters } = judge;
  const key = callKey({
    provider: provider.id,
    model,
    parameters,
    template: version,
    inputs: inputHashes,
    repeat,
  });
  const delimiter = codeOf(key);
  return {
    ...{ key, provider, model, parameters, delimiter, inputs },
    task: template.protocol === 'score' ? 'score' : 'judge',
    protocol: template.protocol,
    subject: { ...game, judge: judge.name, repeat },
    messages: () => fillTemplate(template, inputs(), delimiter),
    check: (text, finish) => checkVerdict(text, template.protocol, Object.values(inputs()), finish),
    followUp: followUpFor(template.protocol),
  };
}

function inputsFor(plan: JudgePlan, { promptId, modelA, modelB }: Game): TemplateInputs {
  const prompt = plan.prompts.get(promptId);
  const open = openTurns(prompt?.turns ?? []);
  const ownTurns = [modelA, modelB, plan.reference].some(
    (model) => model !== null && (plan.answers.get(promptId, model)?.turns.length ?? 0) > 1,
  );
  // Who answered every turn never saw the recorded answers.
  const asked = ownTurns ? open.filter(({ role }) => role !== 'assistant') : open;
  const whole = plan.turns === 'all' || (plan.turns === 'as-answered' && ownTurns);
  const textOf = (model: string | null) => {
    const answer = model === null ? undefined : plan.answers.get(promptId, model);
    return answer && prompt ? plan.mask(answerText(prompt, answer, whole)) : '';
  };
  return {
    prompt: plan.mask(promptAsText(asked)),
    answerA: textOf(modelA),
    answerB: textOf(modelB),
    reference: textOf(plan.reference),
    conversation: plan.mask(conversationAsText(asked)),
  };
}

function answerText({ turns }: Prompt, answer: Answer, whole: boolean): string {
  return whole ? conversationAsText(answeredTurns(turns, answer)) : (answer.turns.at(-1) ?? '');
}

/** The verdict in a judge's record, from the view of the answer shown first; null for none, as of a score. */
export function verdictIn(call: JudgeCall, record: CallRecord): VerdictLevel | null {
  const { protocol } = call;
  if (record.status !== 'answered' || protocol === 'score') return null;
  const inputs = Object.values(call.inputs());
  const finish = decidingFinish(record);
  const reading = parseVerdict(decidingText(record), protocol, inputs, finish);
  return reading.ok ? reading.value : null;
}

/** The score in a judge's record, 1 to 10; null for none. */
export function scoreIn(call: JudgeCall, record: CallRecord): number | null {
  if (record.status !== 'answered' || call.protocol !== 'score') return null;
  const inputs = Object.values(call.inputs());
  const reading = parseScore(decidingText(record), inputs, decidingFinish(record));
  return reading.ok ? reading.value : null;
}

/** The battle that a call's record decides; null where it has no verdict, as a score has none. */
export function battleOf(
  call: JudgeCall,
  record: CallRecord,
  texts: GameTexts,
  bigWinWeight: number,
): BattleRecord | null {
  const verdict = verdictIn(call, record);
  if (verdict === null) return null;
  const { promptId, modelA, modelB, game, judge } = call.subject;
  return {
    ...{ promptId, modelA, modelB, game, judge },
    ...verdictOutcome(verdict, bigWinWeight),
    ...gameFields(call.subject, texts),
    explanation: record.text,
  };
}
