import type { BattleAverages } from '../../../core/ranking/chosen-plans';
import type { CostChoices } from '../../../workspace/planning.svelte';

/** Characters that a token stands for in English text, where a file counts characters. */
const CHARACTERS_A_TOKEN = 4;
/** Words of English text are about 1.3 tokens each. */
const TOKENS_A_WORD = 1.3;
const MILLION = 1e6;

/** What is measured here, taken where the user says nothing else. */
export interface MeasuredCosts {
  readonly prompts: number;
  readonly models: number;
  readonly games: number;
  readonly promptTokens: number;
  readonly answerTokens: number;
  /** How the two were come by, for the reader. */
  readonly promptsSource: string;
  readonly promptSource: string;
  readonly answerSource: string;
}

/** The choices with the measured figures in place of null. */
export type Plan = { readonly [Key in keyof CostChoices]: number };

export interface PlannedCost {
  readonly answerCalls: number;
  readonly judgeCalls: number;
  readonly answerInput: number;
  readonly answerOutput: number;
  readonly judgeInput: number;
  readonly judgeOutput: number;
  /** Dollars. */
  readonly answers: number;
  readonly judging: number;
  readonly total: number;
  /** Judging one model. */
  readonly perModel: number;
}

const FALLBACK_PROMPT_TOKENS = 100;
const FALLBACK_ANSWER_TOKENS = 500;

/**
 * @param promptWords mean words of the workspace's prompts; null without prompts
 * @param lengthUnit in which the battles' files count answers
 */
export function measuredCosts(
  averages: BattleAverages,
  battles: {
    readonly prompts: number;
    /** Null for never. */
    readonly promptsNeeded: number | null;
    readonly models: number;
    readonly hasBaseline: boolean;
  },
  promptWords: number | null,
  lengthUnit: string,
): MeasuredCosts {
  const { answerLength, gamesPerPair } = averages;
  const inCharacters = lengthUnit === 'characters';
  return {
    prompts: battles.promptsNeeded ?? battles.prompts,
    promptsSource: battles.promptsNeeded === null ? 'as many as here' : 'expected to be enough',
    models: Math.max(1, battles.models - (battles.hasBaseline ? 1 : 0)),
    games: Math.max(1, Math.round(gamesPerPair)),
    promptTokens: Math.round(
      promptWords === null ? FALLBACK_PROMPT_TOKENS : promptWords * TOKENS_A_WORD,
    ),
    promptSource:
      promptWords === null ? 'assumed: the battles hold no prompts' : '1.3 tokens a word, measured',
    answerTokens: Math.round(
      answerLength === null
        ? FALLBACK_ANSWER_TOKENS
        : inCharacters
          ? answerLength / CHARACTERS_A_TOKEN
          : answerLength,
    ),
    answerSource:
      answerLength === null
        ? 'assumed: the battles hold no lengths'
        : inCharacters
          ? 'measured in characters, 4 a token'
          : lengthUnit === 'tokens'
            ? 'measured'
            : 'measured, taken for tokens',
  };
}

export function planOf(choices: CostChoices, measured: MeasuredCosts): Plan {
  const { prompts, models, games, promptTokens, answerTokens } = choices;
  return {
    ...choices,
    prompts: prompts ?? measured.prompts,
    models: models ?? measured.models,
    games: games ?? measured.games,
    promptTokens: promptTokens ?? measured.promptTokens,
    answerTokens: answerTokens ?? measured.answerTokens,
  };
}

/** Calls, tokens and money of judging `models` models against one baseline whose answers are there. */
export function plannedCost(plan: Plan): PlannedCost {
  const answerCalls = plan.prompts * plan.models;
  const judgeCalls = answerCalls * plan.games * plan.judges;
  const answerInput = answerCalls * plan.promptTokens;
  const answerOutput = answerCalls * plan.answerTokens;
  const judgeInput = judgeCalls * (plan.templateTokens + plan.promptTokens + 2 * plan.answerTokens);
  const judgeOutput = judgeCalls * plan.verdictTokens;
  const answers =
    (answerInput * plan.modelInputPrice + answerOutput * plan.modelOutputPrice) / MILLION;
  const judging =
    (judgeInput * plan.judgeInputPrice + judgeOutput * plan.judgeOutputPrice) / MILLION;
  return {
    answerCalls,
    judgeCalls,
    answerInput,
    answerOutput,
    judgeInput,
    judgeOutput,
    answers,
    judging,
    total: answers + judging,
    perModel: judging / Math.max(1, plan.models),
  };
}
