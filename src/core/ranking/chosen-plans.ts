import type { OnProgress } from '../data';
import { rowInBattles, selectBattles } from './battle-index';
import type { BattleIndex } from './battle-index';
import type { BattleSet } from './battle-set';
import { compactPrompts } from './compact-index';
import { PLANNING_ROUNDS } from './plan-battles';
import { planPrompts } from './prompt-plan';
import type { PromptPlan } from './prompt-plan';
import { rankingSettings } from './rank-battles';
import type { RankingRequest } from './rank-battles';
import { facetSettings, groupRows } from './rank-by-facet';

/** How many prompts one category needs. */
export interface CategoryPlan {
  readonly category: string;
  readonly plan: PromptPlan;
}

/** Plans of the whole set, with its curve, and of each category, without. */
export interface ChosenPlans {
  readonly whole: PromptPlan;
  /** Most prompts first; those of fewer than three prompts or two models are only named. */
  readonly categories: readonly CategoryPlan[];
  readonly tooSmall: readonly string[];
  /** Categories without a battle of the baseline; absent where there are none. */
  readonly withoutBaseline?: readonly string[];
  /** Means over the chosen battles; null where not known. */
  readonly averages: BattleAverages;
}

/** What a planned battle will hold, measured on those there are. */
export interface BattleAverages {
  /** Mean length of an answer, in the files' unit. */
  readonly answerLength: number | null;
  /** Battles for each prompt and pair of models that met on it. */
  readonly gamesPerPair: number;
  readonly judges: number;
}

const LEAST_PROMPTS = 3;

/**
 * Plans the numbers of prompts for the chosen battles and for each of their categories; see
 * {@link planPrompts}. A category's baseline is as in its own ranking, see {@link facetSettings}.
 * Cost: a bootstrap a category, and several for the whole set's curve.
 * @param share of pairs that are to be told apart, such as 0.8
 * @throws TouchstoneError `rounds`
 */
export function chosenPlans(
  set: BattleSet,
  { options, filter }: RankingRequest,
  share: number,
  onProgress?: OnProgress,
): ChosenPlans {
  const { index } = set.index(options, filter, options.seed);
  const ranked = { ...rankingSettings(index, options), rounds: PLANNING_ROUNDS };
  const { baseline } = ranked;
  const groups = groupRows(set, index, 'category');
  const parts = [...groups].map(([category, rows]) => ({
    category,
    own: compactPrompts(selectBattles(index, (row) => rows.has(row))),
  }));
  const without = parts.filter(({ own }) => baseline !== null && rowInBattles(own, baseline) < 0);
  const met = parts.filter((each) => !without.includes(each));
  const large = met.filter(({ own }) => {
    const models = new Set([...own.modelA, ...own.modelB]).size;
    return new Set(own.prompt).size >= LEAST_PROMPTS && models > 1;
  });
  const steps = large.length + 1;
  const plan = (part: BattleIndex, measured: boolean, step: number) => {
    const settings = { ...facetSettings(part, options, ranked), share, measured };
    return planPrompts(compactPrompts(part), settings, ({ done, total }) =>
      onProgress?.({ done: step + done / total, total: steps }),
    );
  };
  const whole = plan(index, true, 0);
  const categories = large.map(({ category, own }, i) => ({
    category,
    plan: plan(own, false, i + 1),
  }));
  return {
    whole,
    categories: categories.sort((a, b) => b.plan.prompts - a.plan.prompts),
    tooSmall: met.filter((each) => !large.includes(each)).map(({ category }) => category),
    ...(without.length > 0 && { withoutBaseline: without.map(({ category }) => category) }),
    averages: averagesOf(set, index),
  };
}

function averagesOf(set: BattleSet, index: BattleIndex): BattleAverages {
  let length = 0;
  let answers = 0;
  const pairs = new Set<string>();
  const judges = new Set<string>();
  for (let row = 0; row < index.count; row++) {
    const styles = set.styles(index.position[row]);
    if (styles) {
      length += styles.a.length + styles.b.length;
      answers += 2;
    }
    const [a, b] = [index.modelA[row], index.modelB[row]];
    pairs.add(`${index.prompt[row]} ${Math.min(a, b)} ${Math.max(a, b)}`);
    for (const judge of set.valuesAt('judge', index.position[row])) judges.add(judge);
  }
  return {
    answerLength: answers > 0 ? length / answers : null,
    gamesPerPair: index.count / Math.max(1, pairs.size) / Math.max(1, judges.size),
    judges: judges.size,
  };
}
