import type { ChosenPlans } from '../../../core/ranking/chosen-plans';
import type { PromptPlan } from '../../../core/ranking/prompt-plan';
import { formatCount, formatShare } from '../../format-number';
import { countCell, shareCell, type TableCell, type TableRow } from '../../widgets/table-cell';

/** Separability that the plan expects at the prompts there are. */
export function expectedNow(plan: PromptPlan): number {
  const at = plan.points.find(
    ({ source, prompts }) => source === 'extrapolated' && prompts === plan.prompts,
  );
  return at?.separability ?? NaN;
}

/** Prompts for a pair by name; Infinity for never, null where one of them is not in the plan. */
export function pairNeeds(plan: PromptPlan, pair: readonly [string, string]): number | null {
  const [first, second] = pair.map((name) => plan.models.indexOf(name));
  if (first < 0 || second < 0 || first === second) return null;
  return plan.promptsForPair[first * plan.models.length + second];
}

/** "2,383 more prompts", "no more prompts", "never". */
export function moreText(needed: number | null, have: number): string {
  if (needed === null || needed === Infinity) return 'no number of prompts';
  const more = Math.max(0, needed - have);
  return more === 0 ? 'no more prompts' : `about ${formatCount(more)} more prompts`;
}

/** How many prompts are needed, in a sentence. */
export function planningFinding({ whole }: ChosenPlans, share: number): string {
  const needed = whole.promptsForShare;
  if (needed === null) {
    return `No number of prompts is expected to tell ${formatShare(share)} of the pairs apart`;
  }
  return needed <= whole.prompts
    ? `The ${formatCount(whole.prompts)} prompts here are enough to tell ${formatShare(share)} of the pairs apart`
    : `${capital(moreText(needed, whole.prompts))} would tell ${formatShare(share)} of the pairs apart`;
}

/** What is there now, and what the chosen pair needs. */
export function planningDetail(
  { whole }: ChosenPlans,
  share: number,
  pair: readonly [string, string] | null,
): string {
  const needed = whole.promptsForShare;
  const now = `The ${formatCount(whole.prompts)} here are expected to tell ${formatShare(expectedNow(whole))} apart`;
  const first =
    needed === null
      ? `${now}; too many models may well be equal for ${formatShare(share)}.`
      : `${now}; for ${formatShare(share)} it takes about ${formatCount(needed)}.`;
  const own = pair && pairNeeds(whole, pair);
  if (!pair || own === null) return first;
  return own === Infinity
    ? `${first} ${pair[0]} and ${pair[1]} may well be equal: no number of prompts tells them apart.`
    : `${first} ${pair[0]} and ${pair[1]} take about ${formatCount(own)}.`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function neededCell(needed: number | null, have: number): TableCell {
  if (needed === null) return { text: '–', value: null };
  if (needed === Infinity) return { text: 'never', value: 'never' };
  return countCell(needed, needed <= have ? 'enough' : moreText(needed, have));
}

/** The whole set, then its categories: what they show now and what they need. */
export function planRows(plans: ChosenPlans, pair: readonly [string, string] | null): TableRow[] {
  const rowOf = (title: string, plan: PromptPlan): TableRow => ({
    title,
    cells: [
      countCell(plan.prompts, `${formatCount(plan.battles)} battles`),
      shareCell(expectedNow(plan), `${plan.models.length} models`),
      neededCell(plan.promptsForShare ?? Infinity, plan.prompts),
      neededCell(pair && pairNeeds(plan, pair), plan.prompts),
    ],
  });
  return [
    rowOf('All prompts', plans.whole),
    ...plans.categories.map(({ category, plan }) => rowOf(category, plan)),
  ];
}

/** The pairs that need most, and least of all those that may never be told apart. */
export function hardestPairs(plan: PromptPlan, limit: number): TableRow[] {
  const pairs: { title: string; needed: number }[] = [];
  const { models, promptsForPair } = plan;
  models.forEach((first, i) =>
    models.slice(i + 1).forEach((second, offset) => {
      const needed = promptsForPair[i * models.length + i + 1 + offset];
      if (needed > plan.prompts) pairs.push({ title: `${first} and ${second}`, needed });
    }),
  );
  return pairs
    .sort((a, b) => a.needed - b.needed || (a.title < b.title ? -1 : 1))
    .slice(0, limit)
    .map(({ title, needed }) => ({ title, cells: [neededCell(needed, plan.prompts)] }));
}
