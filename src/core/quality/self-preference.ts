import type { Battle } from '../data';
import { forEachRound } from '../ranking/bootstrap-rounds';
import { percentileInterval } from '../ranking/quantile';
import type { Interval } from '../ranking/quantile';
import { judgedItems } from './judged-items';

export interface SelfPreference {
  /** Battles of a family's model against another family's, judged by this judge and by others. */
  readonly battles: number;
  /** Mean share that the judge gives its own family, and that the other judges give it; 0 to 1. */
  readonly own: number;
  readonly others: number;
  /** own − others, with its prompt-bootstrap interval. */
  readonly difference: number;
  readonly interval: Interval | null;
}

/**
 * Whether a judge favours its own family more than other judges do, on the same battles. The user
 * tells who belongs to which family. Null where no battle is judged by both sides.
 * @param family of the judge; `familyOf` gives a model's, undefined for unknown
 */
export function selfPreference(
  battles: readonly Battle[],
  judge: string,
  family: string,
  familyOf: (model: string) => string | undefined,
  settings: { readonly rounds: number; readonly seed: number; readonly interval: number },
): SelfPreference | null {
  const compared = judgedItems(battles).flatMap((item) => {
    const [[{ promptId: prompt, modelA, modelB }]] = item.values();
    const isOwn = [modelA, modelB].map((model) => familyOf(model) === family);
    if (isOwn[0] === isOwn[1]) return [];
    const shares = { own: [] as number[], others: [] as number[] };
    for (const [name, judged] of item) {
      const into = name === judge ? shares.own : shares.others;
      for (const { outcome } of judged) into.push(isOwn[0] ? outcome : 1 - outcome);
    }
    return [{ prompt, ...shares }];
  });
  const both = compared.filter(({ own, others }) => own.length * others.length > 0);
  if (both.length === 0) return null;
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const pairs = both.map(({ prompt, own, others }) => ({
    prompt,
    own: mean(own),
    others: mean(others),
  }));
  const prompts = [...new Set(pairs.map(({ prompt }) => prompt))];
  const sums = new Map(prompts.map((prompt) => [prompt, { gap: 0, count: 0 }]));
  for (const { prompt, own, others } of pairs) {
    const sum = sums.get(prompt)!;
    sum.gap += own - others;
    sum.count++;
  }
  const perPrompt = [...sums.values()];
  const draws = new Float64Array(settings.rounds);
  forEachRound(prompts.length, { ...settings, unit: 'prompts' }, (multiplicity, round) => {
    let gap = 0;
    let count = 0;
    perPrompt.forEach((sum, p) => {
      gap += multiplicity[p] * sum.gap;
      count += multiplicity[p] * sum.count;
    });
    draws[round] = gap / count;
  });
  const own = mean(pairs.map((pair) => pair.own));
  const others = mean(pairs.map((pair) => pair.others));
  return {
    battles: pairs.length,
    own,
    others,
    difference: own - others,
    interval: prompts.length > 1 ? percentileInterval(draws, settings.interval) : null,
  };
}
