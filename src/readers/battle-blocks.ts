import type { AnswerStyle, Prompt, RowError } from '../core/data';
import { answerText } from '../core/formats/battle-record';
import type { BattleReadOptions, BattleRecord, DropCode } from '../core/formats/battle-record';
import { TEXTS_A_PART, type BattleTexts, type LengthUnit } from '../core/formats/battle-texts';
import { detectLanguage } from '../core/prompts/language';
import { wordCount } from '../core/prompts/word-count';
import { answerStyle } from '../core/ranking/answer-style';
import { BATTLES_A_BLOCK, packBattles, type BattleBlock } from '../core/ranking/battle-block';
import type { Control } from '../engine/control';
import { readBattleFile } from './battle-file';

export interface BattlesRead {
  readonly form: string;
  readonly rows: number;
  readonly battles: number;
  /** Battles that bring what both models answered. */
  readonly answered: number;
  /** What the battles rest on and the file does not say; left out where that is nothing. */
  readonly assumed?: Readonly<Partial<BattleReadOptions>>;
  readonly dropped: Readonly<Partial<Record<DropCode, number>>>;
  readonly errors: readonly RowError[];
  readonly lengthUnit: LengthUnit;
}

/** Takes what is read, in order: a block's prompts before the block, its texts after. */
export interface BattleSink {
  prompts(prompts: readonly Prompt[]): void | Promise<void>;
  block(block: BattleBlock): void | Promise<void>;
  /** @param part of the last block: rows from part × {@link TEXTS_A_PART} on */
  texts(part: number, texts: readonly BattleTexts[]): void | Promise<void>;
}

/** Prompts that are handed on together. */
const PROMPTS_A_BATCH = 200;

/**
 * Reads a file of battles and hands it on as column blocks, the prompts whose texts it holds, and
 * what answers and judges said. Lengths of answers are counted in tokens (o200k) where the file has
 * the answers and not their lengths.
 * @throws TouchstoneError as {@link readBattleFile}
 */
export async function readBattleBlocks(
  file: Blob,
  name: string,
  options: BattleReadOptions,
  sink: BattleSink,
  control: Control = {},
): Promise<BattlesRead> {
  const { battles, ...found } = await readBattleFile(file, name, options, control);
  const isMeasured = await handOnBattles(battles, name, sink);
  const lengthUnit = isMeasured ? 'tokens' : unitOf(found.form, battles);
  const answered = battles.filter(({ answerA, answerB }) => answerA && answerB).length;
  return { ...found, battles: battles.length, answered, lengthUnit };
}

/**
 * Hands battles on in blocks.
 * @param source of the prompts among them: the file's name
 * @returns whether the lengths of answers were counted here, in tokens
 */
export async function handOnBattles(
  battles: readonly BattleRecord[],
  source: string,
  sink: BattleSink,
): Promise<boolean> {
  const known = new Set<string>();
  const measure = battles.some(({ answerA, styleA }) => answerA !== undefined && !styleA)
    ? await answerMeasure()
    : null;
  for (let start = 0; start < battles.length; start += BATTLES_A_BLOCK) {
    const slice = battles.slice(start, start + BATTLES_A_BLOCK);
    const prompts = slice.flatMap((battle) => promptOf(battle, source, known) ?? []);
    for (let at = 0; at < prompts.length; at += PROMPTS_A_BATCH) {
      await sink.prompts(prompts.slice(at, at + PROMPTS_A_BATCH));
    }
    await sink.block(packBattles(measure ? slice.map((each) => withStyles(each, measure)) : slice));
    for (let at = 0; at < slice.length; at += TEXTS_A_PART) {
      const texts = slice.slice(at, at + TEXTS_A_PART).map(textsOf);
      if (texts.some((each) => Object.keys(each).length > 0)) {
        await sink.texts(at / TEXTS_A_PART, texts);
      }
    }
  }
  return measure !== null;
}

function unitOf(form: string, battles: readonly BattleRecord[]): LengthUnit {
  if (form === 'Battles with a preference') return 'characters';
  return battles.some(({ styleA }) => styleA && styleA.headers + styleA.lists + styleA.bold > 0)
    ? 'tokens'
    : 'unknown';
}

function promptOf(battle: BattleRecord, source: string, known: Set<string>): Prompt | null {
  const { promptId, promptText, promptTurns, category, language } = battle;
  if (promptText === undefined || promptText.trim() === '' || known.has(promptId)) return null;
  known.add(promptId);
  return {
    id: promptId,
    text: promptText,
    turns: promptTurns ?? [{ role: 'user', content: promptText }],
    source,
    language: language ?? detectLanguage(promptText),
    words: wordCount(promptText),
    count: 1,
    fields: category === undefined ? {} : { category },
  };
}

type Measure = (answer: readonly string[]) => AnswerStyle;

function withStyles(battle: BattleRecord, measure: Measure): BattleRecord {
  const { answerA, answerB, styleA, styleB } = battle;
  return {
    ...battle,
    styleA: styleA ?? (answerA === undefined ? undefined : measure(answerA)),
    styleB: styleB ?? (answerB === undefined ? undefined : measure(answerB)),
  };
}

/** Measures answers; equal ones, such as a baseline's, once. */
async function answerMeasure(): Promise<Measure> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const measured = new Map<string, AnswerStyle>();
  return (turns) => {
    const answer = answerText(turns);
    let style = measured.get(answer);
    if (!style) {
      // A text that spells a special token is text.
      style = answerStyle(answer, countTokens(answer, { disallowedSpecial: new Set() }));
      measured.set(answer, style);
    }
    return style;
  };
}

function textsOf({ answerA, answerB, explanation }: BattleRecord): BattleTexts {
  return {
    ...(answerA !== undefined && { answerA }),
    ...(answerB !== undefined && { answerB }),
    ...(explanation !== undefined && { explanation }),
  };
}
