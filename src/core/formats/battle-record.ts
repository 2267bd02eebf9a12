import type { Battle, Turn } from '../data';
import type { JudgedTexts } from './judge-prompt';
import type { UntypedRecord } from './record-value';

/** A battle with what its file tells beside the outcome; A is the answer that was shown first. */
export interface BattleRecord extends Battle {
  /** Where the file holds the texts: they become prompts and answers of the workspace. */
  readonly promptText?: string;
  /** Its turns, where they are more than the user's one; `promptText` is all of the user's. */
  readonly promptTurns?: readonly Turn[];
  /** To each of the user's turns. */
  readonly answerA?: readonly string[];
  readonly answerB?: readonly string[];
  /** What the judge wrote. */
  readonly explanation?: string;
}

/** Why a row or a game of it is left out: `code` counts it, `reason` is told to the user. */
export type Refuse = (code: DropCode, reason: string) => void;

export type DropCode =
  | 'unknownOutcome'
  | 'noVerdict'
  | 'nullGame'
  | 'notANumber'
  | 'outsideRange'
  | 'missingModel'
  | 'sameModelTwice'
  | 'missingField'
  | 'noAnswer'
  | 'unreadableRow';

export interface BattleReadOptions {
  /** Times that a big win (A>>B) counts; 3 in Arena-Hard. */
  readonly bigWinWeight: number;
  /** The baseline of forms that don't name it (Arena-Hard v0.1's judgments). */
  readonly baseline: string;
}

export const DEFAULT_READ_OPTIONS: BattleReadOptions = {
  bigWinWeight: 3,
  baseline: 'gpt-4-0314',
};

/** A form in which battles are written down: how to tell it, and how to read a record of it. */
export interface BattleForm {
  /** Shown to the user. */
  readonly name: string;
  recognises(record: UntypedRecord): boolean;
  /** The options that this record's battles rest on, as it does not say them itself. */
  assumes?(record: UntypedRecord): readonly (keyof BattleReadOptions)[];
  /**
   * The battles of a record; what it can't give is refused, never guessed.
   * @param row of the file, from 1
   */
  read(
    record: UntypedRecord,
    refuse: Refuse,
    options: BattleReadOptions,
    row: number,
  ): BattleRecord[];
}

/** The id of a prompt that a file does not name: each such row stands for a prompt of its own. */
export function rowPromptId(row: number): string {
  return `row ${row}`;
}

/** What a judge was shown as members of a battle; empty texts are unknown ones. */
export function judgedTexts({
  prompt,
  answerA,
  answerB,
}: JudgedTexts): Pick<BattleRecord, 'promptText' | 'answerA' | 'answerB'> {
  return {
    ...(prompt !== '' && { promptText: prompt }),
    ...(answerA !== '' && { answerA: [answerA] }),
    ...(answerB !== '' && { answerB: [answerB] }),
  };
}

/** All turns of an answer as one text, for forms that hold no turns; empty for no answer. */
export function answerText(turns: readonly string[] = []): string {
  return turns.join('\n\n');
}
