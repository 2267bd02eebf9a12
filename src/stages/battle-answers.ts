import type { Prompt } from '../core/data';
import { TEXTS_A_PART, type BattleTexts, type LengthUnit } from '../core/formats/battle-texts';
import type { AnswerBook } from '../core/judging/answer';
import {
  BattleAnswers,
  canBeJudgedAgain,
  type AnsweredBattle,
  type TakenAnswers,
} from '../core/judging/battle-answers';
import { distinctPairs, type Pair, type PairsByPrompt } from '../core/judging/schedule';
import { subsample } from '../core/prompts/subsample';
import { seededRandom } from '../core/random';
import { unpackBattle, type BattleBlock } from '../core/ranking/battle-block';
import type { Control } from '../engine/control';
import { Slice } from './pause';

/** A file of battles as it is kept: columns in memory, texts on the disk. */
export interface StoredBattles {
  readonly battles: number;
  readonly blockList: readonly BattleBlock[];
  readonly lengthUnit: LengthUnit;
  /** @param part of a block, in rows of {@link TEXTS_A_PART} */
  texts(block: number, part: number): Promise<readonly BattleTexts[]>;
}

const DRAW_SEED = 1;

/**
 * Takes the answers of a file's battles for the answer book, which is left as it is. The texts are
 * read a part at a time, and the page is let in between.
 * @param most battles; of more of them so many are drawn, the same ones each time
 * @throws the signal's reason
 */
export async function battleAnswers(
  file: StoredBattles,
  most: number,
  prompts: readonly Prompt[],
  book: AnswerBook,
  control: Control = {},
): Promise<TakenAnswers> {
  const drawn = subsample(file.battles, most, seededRandom(DRAW_SEED));
  const isDrawn = drawn.length < file.battles ? new Set(drawn) : null;
  const found = new BattleAnswers(new Map(prompts.map((prompt) => [prompt.id, prompt])), book);
  const wanted = (_block: BattleBlock, _row: number, at: number) => isDrawn?.has(at) ?? true;
  for await (const battle of answeredBattles(file, wanted, control)) found.add(battle);
  return found.taken;
}

/**
 * The pairs of a file's battles that can be judged again: with the very answers that they were about.
 * The first of a pair is the one that was shown first in game 1.
 * @throws the signal's reason
 */
export async function pairsOfBattles(
  file: StoredBattles,
  book: AnswerBook,
  control: Control = {},
): Promise<PairsByPrompt> {
  const pairs = new Map<string, Pair[]>();
  const isAnswered = (block: BattleBlock, row: number) =>
    [block.modelA, block.modelB].every((models) =>
      book.get(block.prompts[block.prompt[row]], block.models[models[row]]),
    );
  for await (const answered of answeredBattles(file, isAnswered, control)) {
    if (!canBeJudgedAgain(answered, book)) continue;
    const { promptId, modelA, modelB, game } = answered.battle;
    const pair: Pair = game === 2 ? [modelB, modelA] : [modelA, modelB];
    const known = pairs.get(promptId);
    if (known) known.push(pair);
    else pairs.set(promptId, [pair]);
  }
  return Object.fromEntries([...pairs].map(([id, own]) => [id, distinctPairs(own)]));
}

/** @param wanted by block, row in it and row in the file */
async function* answeredBattles(
  { battles, blockList, lengthUnit, texts }: StoredBattles,
  wanted: (block: BattleBlock, row: number, at: number) => boolean,
  { signal, onProgress }: Control,
): AsyncGenerator<AnsweredBattle> {
  const slice = new Slice();
  let before = 0;
  for (const [number, block] of blockList.entries()) {
    for (let start = 0; start < block.count; start += TEXTS_A_PART) {
      const size = Math.min(TEXTS_A_PART, block.count - start);
      const rows = Array.from({ length: size }, (_, i) => start + i).filter((row) =>
        wanted(block, row, before + row),
      );
      const part = rows.length > 0 ? await texts(number, start / TEXTS_A_PART) : [];
      for (const row of rows) {
        yield {
          battle: unpackBattle(block, row),
          texts: part[row - start] ?? {},
          inTokens: lengthUnit === 'tokens',
        };
      }
      onProgress?.({ done: before + start + size, total: battles });
      if (slice.used) await slice.end();
      signal?.throwIfAborted();
    }
    before += block.count;
  }
}
