/**
 * The vocabulary that every part shares. Plain data only: everything here survives structured
 * clone, so that it crosses to workers and into IndexedDB unchanged.
 */

/** A column of an imported file that is kept beside the prompt, to filter and colour by. */
export type FieldValue = string | number | boolean | null | readonly string[];

export interface Turn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Prompt {
  /** From the file where unique, else a content hash. Unique in a workspace. */
  readonly id: string;
  /** What is embedded and shown: all user turns joined by a newline, or the first one. */
  readonly text: string;
  /** The whole conversation; a single user turn for a plain prompt. */
  readonly turns: readonly Turn[];
  /** Name of the file or paste that it came from. */
  readonly source: string;
  /** ISO 639-1 code, `sr/hr` for Serbian or Croatian, or `und`. */
  readonly language: string;
  readonly words: number;
  /** How many identical prompts (NFC, collapsed white space) this one stands for, itself included. */
  readonly count: number;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Ids of identical prompts that were merged into it; left out where there are none. */
  readonly aliases?: readonly string[];
  /** Names of further files or pastes that held an identical one; left out where there are none. */
  readonly otherSources?: readonly string[];
}

/** Row-major count×dim. Embeddings have unit rows. */
export interface Vectors {
  readonly data: Float32Array;
  readonly count: number;
  readonly dim: number;
}

/** k nearest of each point, nearest first, the point itself left out. Row-major count×k. */
export interface Neighbours {
  readonly indices: Int32Array;
  /** Cosine distance, 0 to 2. */
  readonly distances: Float32Array;
  readonly count: number;
  readonly k: number;
}

export type ClusterMethod = 'eom' | 'leaf';

export interface ClusterSettings {
  readonly minClusterSize: number;
  readonly minSamples: number;
  readonly method: ClusterMethod;
}

/** A flat clustering: label −1 is noise, others run from 0. */
export interface Clustering {
  readonly settings: ClusterSettings;
  readonly labels: Int32Array;
  /** Membership strength of each point, 0 to 1; 0 for noise. */
  readonly probabilities: Float64Array;
  /** One per cluster, 0 to 1. */
  readonly persistence: Float64Array;
}

/** Where a label comes from; a hand label is never overwritten. */
export type LabelSource = 'hand' | 'knn' | 'llm' | 'import';

export interface Label {
  readonly promptId: string;
  readonly category: string;
  readonly source: LabelSource;
  /** 0 to 1. */
  readonly probability: number;
  /** Kept apart to validate k-NN on: it is never a seed. */
  readonly heldOut?: true;
}

/** What a style-controlled ranking sets equal between two answers. Counts of the answer's Markdown. */
export interface AnswerStyle {
  /** Tokens, or characters where the file counts these. */
  readonly length: number;
  readonly headers: number;
  readonly lists: number;
  readonly bold: number;
}

/** One comparison. `outcome` is A's share in [0, 1]: 1 A wins, 0.5 tie, 0 B wins; soft values stay soft. */
export interface Battle {
  readonly promptId: string;
  readonly modelA: string;
  readonly modelB: string;
  readonly outcome: number;
  /** Above 0; a big win counts `bigWinWeight` times. */
  readonly weight: number;
  readonly judge?: string;
  /** 1 or 2 in a two-game schedule, in which the answers' order is swapped. */
  readonly game?: number;
  readonly category?: string;
  readonly language?: string;
  readonly tags?: readonly string[];
  /** Style of the two answers, where known. */
  readonly styleA?: AnswerStyle;
  readonly styleB?: AnswerStyle;
}

/** A row of a file that did not fit, told to the user. */
export interface RowError {
  readonly file: string;
  /** Line or row, from 1; 0 when it concerns the whole file. */
  readonly row: number;
  readonly reason: string;
}

/** Half-open progress: `done` of `total` units; `total` 0 when unknown. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: Progress) => void;

/** An error with a stable code, which survives the way across threads. */
export class TouchstoneError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'TouchstoneError';
  }
}
