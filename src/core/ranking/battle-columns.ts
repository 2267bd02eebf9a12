import type { BattleBlock } from './battle-block';
import type { Facet, PromptGroup } from './battle-filter';
import { summableWeights } from './battle-index';
import type { BattleIndex } from './battle-index';
import { Names } from './names';
import { repeatedRows } from './repeated-battles';

/** Columns of all blocks, their names numbered over all of them; −1 for none. */
export interface BattleColumns extends BattleIndex {
  readonly facets: Readonly<Record<Exclude<Facet, 'tag'>, FacetColumn>>;
  readonly tagSet: Int32Array;
  readonly tagSets: readonly (readonly string[])[];
  /** 1 for a battle that repeats an earlier one exactly. */
  readonly repeats: Uint8Array;
}

/** A cell is named by both: "maths · English". */
const CELL_SEPARATOR = ' · ';

type GroupFacet = 'category' | 'cluster' | 'language' | 'score';

interface FacetColumn {
  readonly names: readonly string[];
  readonly rows: Int32Array;
}

/**
 * Joins blocks into columns; a battle's own category and language come before those of its prompt,
 * tags are those of both.
 * Cost linear.
 */
export function joinBlocks(
  blocks: readonly BattleBlock[],
  groups: ReadonlyMap<string, PromptGroup>,
): BattleColumns {
  const count = blocks.reduce((sum, block) => sum + block.count, 0);
  const models = new Names();
  const prompts = new Names();
  const facetNames = {
    category: new Names(),
    cluster: new Names(),
    language: new Names(),
    judge: new Names(),
    score: new Names(),
  };
  const tagSets = new Names();
  const circumstances = new Map<number, number>();
  const column = () => new Int32Array(count);
  const [prompt, modelA, modelB, tagSet, circumstance] = [0, 0, 0, 0, 0].map(column);
  const rows = {
    category: column(),
    cluster: column(),
    language: column(),
    judge: column(),
    score: column(),
  };
  const cell = column();
  const outcome = new Float64Array(count);
  const weight = new Float64Array(count);
  let start = 0;
  for (const block of blocks) {
    const promptRows = block.prompts.map((id) => prompts.row(id));
    const ofPrompts = block.prompts.map((id) => groups.get(id));
    const modelRows = block.models.map((name) => models.row(name));
    const judges = block.judges.map((name) => facetNames.judge.row(name));
    const categories = block.categories.map((name) => facetNames.category.row(name));
    const languages = block.languages.map((name) => facetNames.language.row(name));
    const tags = block.tagSets.map((set) => tagSets.row(JSON.stringify(set)));
    const tagRows = new Map<number, number>();
    const groupRow = (facet: GroupFacet, row: number): number => {
      const value = ofPrompts[block.prompt[row]]?.[facet];
      return value === null || value === undefined ? -1 : facetNames[facet].row(String(value));
    };
    const tagRow = (row: number): number => {
      const ofPrompt = ofPrompts[block.prompt[row]]?.tags ?? [];
      const own = block.tagSet[row];
      if (ofPrompt.length === 0) return tags[own] ?? -1;
      const pair = (own + 1) * block.prompts.length + block.prompt[row];
      const known = tagRows.get(pair);
      if (known !== undefined) return known;
      const all = new Set([...(block.tagSets[own] ?? []), ...ofPrompt]);
      const found = tagSets.row(JSON.stringify([...all]));
      tagRows.set(pair, found);
      return found;
    };
    for (let row = 0; row < block.count; row++) {
      const at = start + row;
      prompt[at] = promptRows[block.prompt[row]];
      modelA[at] = modelRows[block.modelA[row]];
      modelB[at] = modelRows[block.modelB[row]];
      rows.judge[at] = judges[block.judge[row]] ?? -1;
      rows.category[at] = categories[block.category[row]] ?? groupRow('category', row);
      rows.language[at] = languages[block.language[row]] ?? groupRow('language', row);
      rows.cluster[at] = groupRow('cluster', row);
      rows.score[at] = groupRow('score', row);
      tagSet[at] = tagRow(row);
      const key = ((rows.judge[at] + 1) * 256 + block.game[row]) * 2 ** 24 + tagSet[at] + 1;
      if (!circumstances.has(key)) circumstances.set(key, circumstances.size);
      circumstance[at] = circumstances.get(key)!;
    }
    outcome.set(block.outcome, start);
    weight.set(block.weight, start);
    start += block.count;
  }
  const index: BattleIndex = {
    models: models.list,
    prompts: prompts.list,
    count,
    prompt,
    modelA,
    modelB,
    outcome,
    weight: summableWeights(weight),
    position: Int32Array.from({ length: count }, (_, row) => row),
  };
  const cellNames = new Names();
  // With one category or one language they would repeat the other.
  const hasCells = [facetNames.category, facetNames.language].every(({ list }) => list.length > 1);
  for (let row = 0; row < count; row++) {
    const category = facetNames.category.list[rows.category[row]];
    const language = facetNames.language.list[rows.language[row]];
    cell[row] =
      hasCells && category !== undefined && language !== undefined
        ? cellNames.row(category + CELL_SEPARATOR + language)
        : -1;
  }
  const facet = (name: keyof typeof rows) => ({ names: facetNames[name].list, rows: rows[name] });
  return {
    ...index,
    facets: {
      category: facet('category'),
      cell: { names: cellNames.list, rows: cell },
      cluster: facet('cluster'),
      language: facet('language'),
      judge: facet('judge'),
      score: facet('score'),
    },
    tagSet,
    tagSets: tagSets.list.map((set) => JSON.parse(set) as string[]),
    repeats: repeatedRows(index, circumstance),
  };
}
