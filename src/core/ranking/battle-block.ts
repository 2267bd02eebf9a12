import type { AnswerStyle, Battle } from '../data';
import { Names } from './names';

/** Battles a block holds at most: one is stored, cloned or sent in a few milliseconds. */
export const BATTLES_A_BLOCK = 20_000;

/** Numbers of an answer's style: length, headers, lists, bold. */
const STYLE_COLUMNS = 4;

/**
 * Battles as columns, complete in itself: plain data that is stored and sent as it is. A million
 * battles take about 60 MB, where objects would take a gigabyte. Columns that number names hold −1
 * for none.
 */
export interface BattleBlock {
  readonly count: number;
  readonly prompts: readonly string[];
  readonly models: readonly string[];
  readonly judges: readonly string[];
  readonly categories: readonly string[];
  readonly languages: readonly string[];
  /** Sets of tags; equal sets are one. */
  readonly tagSets: readonly (readonly string[])[];
  /** Rows of `prompts`, `models` and so on, each of length `count`. */
  readonly prompt: Int32Array;
  readonly modelA: Int32Array;
  readonly modelB: Int32Array;
  readonly judge: Int32Array;
  readonly category: Int32Array;
  readonly language: Int32Array;
  readonly tagSet: Int32Array;
  /** A's share, 0 to 1. */
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
  /** 0 where the file names none. */
  readonly game: Uint8Array;
  /**
   * Row-major count×8: length, headers, lists and bold of A's answer, then of B's; NaN where not
   * known. Null where no battle has them.
   */
  readonly styles: Float32Array | null;
}

/** @param battles at most {@link BATTLES_A_BLOCK} of them */
export function packBattles(battles: readonly Battle[]): BattleBlock {
  const count = battles.length;
  const names = {
    prompts: new Names(),
    models: new Names(),
    judges: new Names(),
    categories: new Names(),
    languages: new Names(),
    tagSets: new Names(),
  };
  const column = (numberOf: (battle: Battle) => number) => Int32Array.from(battles, numberOf);
  const optional = (list: Names, name: string | undefined) =>
    name === undefined ? -1 : list.row(name);
  const styled = battles.some(({ styleA, styleB }) => styleA !== undefined && styleB !== undefined);
  return {
    count,
    prompt: column(({ promptId }) => names.prompts.row(promptId)),
    modelA: column(({ modelA }) => names.models.row(modelA)),
    modelB: column(({ modelB }) => names.models.row(modelB)),
    judge: column(({ judge }) => optional(names.judges, judge)),
    category: column(({ category }) => optional(names.categories, category)),
    language: column(({ language }) => optional(names.languages, language)),
    tagSet: column(({ tags }) => optional(names.tagSets, tags && JSON.stringify(tags))),
    outcome: Float64Array.from(battles, ({ outcome }) => outcome),
    weight: Float64Array.from(battles, ({ weight }) => weight),
    game: Uint8Array.from(battles, ({ game }) => game ?? 0),
    styles: styled ? packStyles(battles) : null,
    prompts: names.prompts.list,
    models: names.models.list,
    judges: names.judges.list,
    categories: names.categories.list,
    languages: names.languages.list,
    tagSets: names.tagSets.list.map((tags) => JSON.parse(tags) as string[]),
  };
}

function packStyles(battles: readonly Battle[]): Float32Array {
  const styles = new Float32Array(2 * STYLE_COLUMNS * battles.length).fill(NaN);
  battles.forEach(({ styleA, styleB }, row) => {
    [styleA, styleB].forEach((style, side) => {
      if (!style) return;
      const { length, headers, lists, bold } = style;
      styles.set([length, headers, lists, bold], (2 * row + side) * STYLE_COLUMNS);
    });
  });
  return styles;
}

/** @param side 0 for A's answer, 1 for B's */
export function styleAt({ styles }: BattleBlock, row: number, side: 0 | 1): AnswerStyle | null {
  if (!styles) return null;
  const at = (2 * row + side) * STYLE_COLUMNS;
  if (Number.isNaN(styles[at])) return null;
  const [length, headers, lists, bold] = styles.subarray(at, at + STYLE_COLUMNS);
  return { length, headers, lists, bold };
}

/** One row as a battle again. */
export function unpackBattle(block: BattleBlock, row: number): Battle {
  const judge = block.judges[block.judge[row]];
  const category = block.categories[block.category[row]];
  const language = block.languages[block.language[row]];
  const tags = block.tagSets[block.tagSet[row]];
  const game = block.game[row];
  const styleA = styleAt(block, row, 0);
  const styleB = styleAt(block, row, 1);
  return {
    promptId: block.prompts[block.prompt[row]],
    modelA: block.models[block.modelA[row]],
    modelB: block.models[block.modelB[row]],
    outcome: block.outcome[row],
    weight: block.weight[row],
    ...(judge !== undefined && { judge }),
    ...(game > 0 && { game }),
    ...(category !== undefined && { category }),
    ...(language !== undefined && { language }),
    ...(tags !== undefined && { tags }),
    ...(styleA && { styleA }),
    ...(styleB && { styleB }),
  };
}

/** All battles of some blocks, one at a time. */
export function* battlesOf(blocks: Iterable<BattleBlock>): Generator<Battle> {
  for (const block of blocks) {
    for (let row = 0; row < block.count; row++) yield unpackBattle(block, row);
  }
}

/** What may be handed over to another thread instead of copied. */
export function blockBuffers(block: BattleBlock): ArrayBufferLike[] {
  const { prompt, modelA, modelB, judge, category, language, tagSet, outcome, weight, game } =
    block;
  const columns = [
    prompt,
    modelA,
    modelB,
    judge,
    category,
    language,
    tagSet,
    outcome,
    weight,
    game,
  ];
  return [...columns, ...(block.styles ? [block.styles] : [])].map(({ buffer }) => buffer);
}
