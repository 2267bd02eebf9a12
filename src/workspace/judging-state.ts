import { ARENA_HARD_CRITERIA, type Criterion } from '../core/judging/criteria';
import type { JudgeTemplate } from '../core/judging/judge-template';
import { NO_MASK, type MaskSettings } from '../core/judging/masking';
import type { ListedPrice } from '../core/judging/price-table';
import { DEFAULT_BUDGET_USD, DEFAULT_RUN_SETTINGS } from '../core/judging/run';
import type { RunLog, WordedTask } from '../core/judging/run-spec';

/** Choices for all runs of a workspace; every change can be undone. */
export interface JudgingSettings {
  /** The user's own and edited templates, beside those that come with the app. */
  readonly templates: readonly JudgeTemplate[];
  readonly criteria: readonly Criterion[];
  /** The user's texts of questions about prompts, in place of those that come with the app. */
  readonly tagTexts: Readonly<Partial<Record<WordedTask, string>>>;
  /** Times that a big win counts. */
  readonly bigWinWeight: number;
  readonly mask: MaskSettings;
  /** Before the listed prices. */
  readonly prices: readonly ListedPrice[];
  readonly budgetUsd: number;
  readonly maxInFlight: number;
  readonly maxTries: number;
  readonly timeoutMs: number;
}

export const DEFAULT_JUDGING: JudgingSettings = {
  templates: [],
  criteria: ARENA_HARD_CRITERIA,
  tagTexts: {},
  bigWinWeight: 3,
  mask: NO_MASK,
  prices: [],
  budgetUsd: DEFAULT_BUDGET_USD,
  maxInFlight: DEFAULT_RUN_SETTINGS.maxInFlight,
  maxTries: DEFAULT_RUN_SETTINGS.maxTries,
  timeoutMs: DEFAULT_RUN_SETTINGS.timeoutMs,
};

/** What is stored of judging beside answers, tags and calls. */
export interface JudgingState {
  /** From which the markers of calls are drawn; never exported. */
  readonly secret: string;
  readonly settings: JudgingSettings;
  /** Newest first. */
  readonly runs: readonly RunLog[];
  /** Providers that the user agreed to send prompts to. */
  readonly agreed: readonly string[];
}

const SECRET_BYTES = 32;

export function freshJudging(): JudgingState {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return {
    secret: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    settings: DEFAULT_JUDGING,
    runs: [],
    agreed: [],
  };
}

/** Stored settings of an older version, completed. */
export function completed(stored: JudgingState | undefined): JudgingState {
  const fresh = freshJudging();
  if (!stored) return fresh;
  return { ...fresh, ...stored, settings: { ...DEFAULT_JUDGING, ...stored.settings } };
}
