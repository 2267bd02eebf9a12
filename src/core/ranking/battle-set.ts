import type { AnswerStyle, Battle } from '../data';
import { contentHash } from '../prompts/content-hash';
import { seededRandom, shuffle } from '../random';
import { joinBlocks, type BattleColumns } from './battle-columns';
import { styleAt, unpackBattle, type BattleBlock } from './battle-block';
import { FACETS } from './battle-filter';
import type { BattleFilter, Facet, FacetValue, PromptGroup } from './battle-filter';
import { selectBattles } from './battle-index';
import type { BattleIndex, BattleSettings, IndexedBattles } from './battle-index';

/**
 * The battles of a workspace, kept for one ranking after another: blocks come once, a change of
 * filter or settings costs some passes over columns.
 */
export class BattleSet {
  readonly #blocks: BattleBlock[] = [];
  readonly #groups = new Map<string, PromptGroup>();
  #columns: BattleColumns | null = null;

  add(block: BattleBlock): void {
    this.#blocks.push(block);
    this.#columns = null;
  }

  /** What is known of prompts: categories and languages for battles that don't name their own. */
  addGroups(groups: readonly PromptGroup[]): void {
    for (const group of groups) this.#groups.set(group.id, group);
    this.#columns = null;
  }

  get count(): number {
    return this.#blocks.reduce((sum, { count }) => sum + count, 0);
  }

  /** The battle at a position of all blocks one after another. */
  battle(position: number): Battle {
    const [block, row] = this.#place(position);
    return unpackBattle(block, row);
  }

  /** The style of both answers, where both are known. */
  styles(position: number): { readonly a: AnswerStyle; readonly b: AnswerStyle } | null {
    const [block, row] = this.#place(position);
    const a = styleAt(block, row, 0);
    const b = styleAt(block, row, 1);
    return a && b ? { a, b } : null;
  }

  /** The values of each facet with their battles, most first. */
  facets(): Readonly<Record<Facet, readonly FacetValue[]>> {
    const columns = this.#joined();
    return Object.fromEntries(
      FACETS.map((facet) => [facet, valuesOf(columns, facet)]),
    ) as unknown as Record<Facet, FacetValue[]>;
  }

  /**
   * Of what {@link addGroups} told of the prompts that have battles: equal keys, equal groups.
   */
  groupsKey(): string {
    const known = this.#joined().prompts.flatMap((id) => {
      const group = this.#groups.get(id);
      if (!group) return [];
      const { category, cluster, language, tags, score } = group;
      return [[id, category, cluster, language, tags, score]];
    });
    return contentHash(JSON.stringify(known));
  }

  /** Values of a facet that a battle has: none, one, or several tags. */
  valuesAt(facet: Facet, position: number): readonly string[] {
    const columns = this.#joined();
    if (facet === 'tag') return columns.tagSets[columns.tagSet[position]] ?? [];
    const { names, rows } = columns.facets[facet];
    return rows[position] < 0 ? [] : [names[rows[position]]];
  }

  /**
   * The battles that pass a filter. Models and prompts keep their numbers whatever the filter.
   * @param seed of the draw of prompts
   */
  index(settings: BattleSettings, filter: BattleFilter = {}, seed = 1): IndexedBattles {
    const columns = this.#joined();
    const passes = passesOf(columns, filter, seed);
    let repeated = 0;
    const drop = settings.duplicates === 'drop';
    const index = selectBattles(columns, (row) => {
      if (passes[row] === 0) return false;
      repeated += columns.repeats[row];
      return !(drop && columns.repeats[row] === 1);
    });
    const outcome =
      settings.outcomes === 'discrete'
        ? index.outcome.map((each) => (each === 0.5 ? 0.5 : Number(each > 0.5)))
        : index.outcome;
    return {
      index: { ...plainIndex(index), outcome },
      repeated,
      dropped: drop && repeated > 0 ? { repeated } : {},
    };
  }

  #place(position: number): [BattleBlock, number] {
    let row = position;
    for (const block of this.#blocks) {
      if (row < block.count) return [block, row];
      row -= block.count;
    }
    throw new RangeError(`There is no battle ${position}.`);
  }

  #joined(): BattleColumns {
    return (this.#columns ??= joinBlocks(this.#blocks, this.#groups));
  }
}

function plainIndex(index: BattleIndex): BattleIndex {
  const { models, prompts, count, prompt, modelA, modelB, outcome, weight, position } = index;
  return { models, prompts, count, prompt, modelA, modelB, outcome, weight, position };
}

function valuesOf(columns: BattleColumns, facet: Facet): FacetValue[] {
  const counts = new Map<string, number>();
  const add = (name: string, battles: number) =>
    counts.set(name, (counts.get(name) ?? 0) + battles);
  const { names, rows } =
    facet === 'tag'
      ? { names: columns.tagSets, rows: columns.tagSet }
      : {
          names: columns.facets[facet].names.map((name) => [name]),
          rows: columns.facets[facet].rows,
        };
  const perRow = new Int32Array(names.length);
  for (const row of rows) if (row >= 0) perRow[row]++;
  names.forEach((group, row) => group.forEach((name) => add(name, perRow[row])));
  return [...counts]
    .map(([name, battles]) => ({ name, battles }))
    .sort((a, b) => b.battles - a.battles || (a.name < b.name ? -1 : 1));
}

/** 1 for each battle that the filter lets through. */
function passesOf(columns: BattleColumns, filter: BattleFilter, seed: number): Uint8Array {
  const passes = new Uint8Array(columns.count).fill(1);
  for (const facet of FACETS) {
    const wanted = filter[facet];
    if (!wanted) continue;
    const set = new Set(wanted);
    const [rows, allowed] =
      facet === 'tag'
        ? [columns.tagSet, columns.tagSets.map((tags) => tags.some((tag) => set.has(tag)))]
        : [columns.facets[facet].rows, columns.facets[facet].names.map((name) => set.has(name))];
    for (let row = 0; row < rows.length; row++) if (!allowed[rows[row]]) passes[row] = 0;
  }
  if (filter.prompts !== undefined) {
    const present = new Set<number>();
    for (let row = 0; row < columns.count; row++) if (passes[row]) present.add(columns.prompt[row]);
    const drawn = shuffle(Int32Array.from(present).sort(), seededRandom(seed));
    const kept = new Uint8Array(columns.prompts.length);
    for (const prompt of drawn.subarray(0, filter.prompts)) kept[prompt] = 1;
    for (let row = 0; row < columns.count; row++) passes[row] &= kept[columns.prompt[row]];
  }
  return passes;
}
