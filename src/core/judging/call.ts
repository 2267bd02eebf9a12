import type { Turn } from '../data';

/** The wire form that a provider speaks. */
export type ProviderKind = 'openai' | 'anthropic' | 'gemini';

/** Where models are reached. The key is never part of it. */
export interface Provider {
  /** Part of every call's key: `openai`, `anthropic`, `gemini`, or one that the user gives. */
  readonly id: string;
  /** Shown to the user. */
  readonly name: string;
  readonly kind: ProviderKind;
  /** Without a slash at its end, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
}

export interface CallParameters {
  /** 0 to 2; null leaves it to the provider. */
  readonly temperature: number | null;
  /** The most tokens of a reply, its reasoning included. */
  readonly maxTokens: number;
  /** For providers that take one; null for none. */
  readonly seed: number | null;
}

/** A judge gives its most probable verdict, the same each time as far as the provider keeps to it. */
export const JUDGE_PARAMETERS: CallParameters = { temperature: 0, maxTokens: 4096, seed: 1 };
/** The paper's and Arena-Hard's answers are drawn greedily too. */
export const ANSWER_PARAMETERS: CallParameters = { temperature: 0, maxTokens: 4096, seed: 1 };

export type CallTask =
  | 'answer'
  | 'judge'
  | 'score'
  | 'criteria'
  | 'expert'
  | 'occupations'
  | 'quality'
  | 'names'
  | 'categories'
  | 'labels';

/** What a call is about, such as prompt, models and game: plain, so that an inbox can name it. */
export type CallSubject = Readonly<Record<string, string | number | null>>;

/** Whether a reply says what was asked for. */
export type Checked =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly kind: 'refusal' | 'unparsable';
      /** For the user: what is missing. */
      readonly reason: string;
    };

/** A call to a model, ready to be made. Its messages are put together only when it is sent. */
export interface Call<S extends CallSubject = CallSubject> {
  /** Stable: the same call has the same key in every session and on every machine. */
  readonly key: string;
  readonly task: CallTask;
  readonly provider: Provider;
  readonly model: string;
  readonly parameters: CallParameters;
  readonly subject: S;
  /** What marks the texts of others in the messages; null where there are none. */
  readonly delimiter: string | null;
  messages(): readonly Turn[];
  /** @param finish a reply that was cut may hold less than it seems to */
  check(text: string, finish: Finish): Checked;
  /** Asked once when the reply doesn't pass the check; null for never. */
  readonly followUp: string | null;
}

export interface Usage {
  readonly inputTokens: number;
  /** Reasoning included. */
  readonly outputTokens: number;
  /** Estimated from the texts, as the provider gave no count. */
  readonly estimated: boolean;
}

/** Why a reply ended: by itself, at the limit of tokens, stopped by a filter, or another way. */
export type Finish = 'stop' | 'length' | 'filter' | 'other';

/** The settings that the provider took; null where it doesn't take one. */
export interface SentParameters {
  readonly temperature: number | null;
  readonly maxTokens: number;
  readonly seed: number | null;
}

/** What a provider answered. */
export interface Reply {
  /** Without the reasoning. */
  readonly text: string;
  /** Empty where the model showed none. */
  readonly reasoning: string;
  readonly finish: Finish;
  readonly usage: Usage;
  readonly sent: SentParameters;
}

/** The classes of the failure inbox. */
export type FailureKind = 'transport' | 'refusal' | 'unparsable';

export interface CallFailure {
  readonly kind: FailureKind;
  /** Finer than the kind, and stable: `timeout`, `rate-limit`, `content-filter`, `too-long`, … */
  readonly code: string;
  /** Which provider, what it said, what to do. */
  readonly message: string;
}

/** `unparsed` has a reply that doesn't say what was asked for; `failed` has none. */
export type CallStatus = 'answered' | 'unparsed' | 'failed';

/** What is kept of a call that was made. Plain data. */
export interface CallRecord {
  readonly key: string;
  readonly task: CallTask;
  readonly provider: string;
  readonly model: string;
  readonly subject: CallSubject;
  readonly status: CallStatus;
  /** The reply; for a failed call the provider's raw words. */
  readonly text: string;
  readonly reasoning: string;
  /** The reply to the follow-up; null where none was asked. */
  readonly followUp: string | null;
  readonly finish: Finish;
  /** Null for an answered call. */
  readonly failure: CallFailure | null;
  /** Over all tries, the follow-up included. */
  readonly usage: Usage;
  /** Over all tries, US dollars. */
  readonly costUsd: number;
  /** What tries without a reply may cost beside, at most; absent for nothing. */
  readonly unsureUsd?: number;
  readonly tries: number;
  readonly sent: SentParameters | null;
  readonly delimiter: string | null;
  /** The run that made it. */
  readonly run: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Names a model at its provider, for maps. */
export function modelKey({ provider, model }: Pick<Call, 'provider' | 'model'>): string {
  return `${provider.id}\n${model}`;
}

/** The first call to each model, in their order. */
export function firstOfEachModel<C extends Call>(calls: Iterable<C>): C[] {
  const first: C[] = [];
  // In two steps, as naming each of a hundred thousand calls takes a while.
  const seen = new Map<string, Set<string>>();
  for (const call of calls) {
    const models = seen.get(call.provider.id);
    if (models?.has(call.model)) continue;
    if (models) models.add(call.model);
    else seen.set(call.provider.id, new Set([call.model]));
    first.push(call);
  }
  return first;
}

/** The prompt that a call is about, or the cluster or list of clusters. */
export function subjectId({ subject }: Call): string {
  return String(subject.promptId ?? subject.id);
}

/** The text in which the result stands: the follow-up's, where it was asked. */
export function decidingText(record: CallRecord): string {
  return record.followUp ?? record.text;
}

/** How that text ended. A follow-up's end is not kept: it was looked at when the reply came. */
export function decidingFinish({ followUp, finish }: CallRecord): Finish {
  return followUp === null ? finish : 'stop';
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, estimated: false };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    estimated: a.estimated || b.estimated,
  };
}
