import type { Battle } from '../data';
import { promptStatistic } from './prompt-statistic';
import type { BootstrapChoice, Estimate } from './prompt-statistic';

/** How a model's win rate changes from one judge to another. */
export interface JudgeShift {
  readonly judge: string;
  readonly model: string;
  /** Percent points, on the prompts that both have judged for this model; `count` is prompts. */
  readonly shift: Estimate;
}

/** Share won and weight of a model's battles on a prompt. */
type Sums = readonly [number, number];

/**
 * The change of each model's win rate from one judge to another (Table 3 of the Arena-Hard blog), as
 * the difference of the weighted means over the prompts that both have judged: paired, so that what
 * the prompts do to both cancels.
 * @param baseline only battles against it count; null for all opponents
 */
export function judgeShifts(
  judge: string,
  own: readonly Battle[],
  first: readonly Battle[],
  baseline: string | null,
  settings: BootstrapChoice,
): JudgeShift[] {
  const before = sumsByModel(first, baseline);
  return [...sumsByModel(own, baseline)].flatMap(([model, after]): JudgeShift[] => {
    const known = before.get(model);
    const both = [...after].flatMap(([prompt, sums]) => {
      const other = known?.get(prompt);
      return other ? [[...other, ...sums]] : [];
    });
    if (both.length === 0) return [];
    const shift = promptStatistic(both, (t) => 100 * (t[2] / t[3] - t[0] / t[1]), settings);
    return [{ judge, model, shift: { ...shift, count: both.length } }];
  });
}

function sumsByModel(
  battles: readonly Battle[],
  baseline: string | null,
): Map<string, Map<string, Sums>> {
  const models = new Map<string, Map<string, Sums>>();
  for (const { promptId, modelA, modelB, outcome, weight } of battles) {
    const sides = [
      [modelA, modelB, outcome],
      [modelB, modelA, 1 - outcome],
    ] as const;
    for (const [model, opponent, share] of sides) {
      if (model === baseline || (baseline !== null && opponent !== baseline)) continue;
      const prompts = models.get(model) ?? new Map<string, Sums>();
      const [won, played] = prompts.get(promptId) ?? [0, 0];
      prompts.set(promptId, [won + weight * share, played + weight]);
      models.set(model, prompts);
    }
  }
  return models;
}
