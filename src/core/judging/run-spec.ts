import type { Category } from '../labels/category';
import type { CallParameters } from './call';
import type { TurnMode } from './answer-call';
import type { Criterion } from './criteria';
import type { KnownCluster } from './known-clusters';
import type { JudgedTurns, JudgeTemplate } from './judge-template';
import type { RunEnd, RunProgress } from './run';
import type { GameOrder, Pairing } from './schedule';
import type { TagItem } from './tag-call';

/** A model with how it is asked; the provider by its id. */
export interface ModelChoice {
  readonly provider: string;
  readonly model: string;
  readonly parameters: CallParameters;
}

/** What an answer run asks for. Plain, so that it can be resumed after a reload. */
export interface AnswerSpec {
  readonly kind: 'answer';
  readonly contestants: readonly (ModelChoice & {
    readonly name: string;
    readonly systemPrompt: string;
  })[];
  readonly turnMode: TurnMode;
  /** Null for all prompts of the workspace. */
  readonly promptIds: readonly string[] | null;
}

export interface JudgeSpec {
  readonly kind: 'judge';
  readonly judges: readonly (ModelChoice & { readonly name: string })[];
  /** The whole template, so that a later edit makes another run. */
  readonly template: JudgeTemplate;
  readonly models: readonly string[];
  readonly pairing: Pairing;
  readonly order: GameOrder;
  readonly repeats: number;
  readonly turns: JudgedTurns;
  readonly reference: string | null;
  /** Of each prompt as it was then, for a baseline by category; otherwise that of its fields. */
  readonly categories?: Readonly<Record<string, string>>;
  readonly promptIds: readonly string[] | null;
}

/** Questions whose whole text the user can change. */
export type WordedTask = 'expert' | 'occupations' | 'quality';

/** What can be asked about prompts or clusters. */
export type TagQuestion =
  | { readonly task: 'criteria'; readonly criteria: readonly Criterion[] }
  | {
      readonly task: WordedTask;
      /** The user's text in place of the one that comes with the app. */
      readonly system?: string;
    }
  | { readonly task: 'labels'; readonly categories: readonly Category[] }
  /** Clusters as text, by their own ids. */
  | { readonly task: 'names'; readonly items: readonly (TagItem & KnownCluster)[] }
  | {
      readonly task: 'categories';
      /** The list of clusters. */
      readonly items: readonly TagItem[];
      /** The clusters in their order there, by their own ids. */
      readonly clusters: readonly KnownCluster[];
      readonly wanted: number;
    };

export interface TagSpec {
  readonly kind: 'tag';
  readonly tagger: ModelChoice;
  readonly question: TagQuestion;
  readonly promptIds: readonly string[] | null;
}

export type RunSpec = AnswerSpec | JudgeSpec | TagSpec;

/** Answered calls of a run that are made anew; what they give takes the place of what it gave. */
export interface Again {
  /** The run. */
  readonly of: string;
  /** All answered ones, or those with these keys. */
  readonly calls: 'all' | readonly string[];
}

/** A run as it is kept: what it asked and how far it came. */
export interface RunLog {
  readonly id: string;
  readonly spec: RunSpec;
  readonly budgetUsd: number;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Only so many calls were asked for; null or absent for all. */
  readonly pilot?: number | null;
  /** It asks answered calls again, and no others; absent for a run that asks what is open. */
  readonly again?: Again;
  /** Its calls were written as batch files, or their results read; absent for a live run. */
  readonly batch?: 'written' | 'read';
  /** How the last go ended; null while it runs, or where the page closed on it. */
  readonly end: RunEnd | 'cancelled' | 'failed' | null;
  readonly progress: RunProgress | null;
  /** Why it stopped, for the user. */
  readonly message: string | null;
}
