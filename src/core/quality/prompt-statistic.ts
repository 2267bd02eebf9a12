import { forEachRound } from '../ranking/bootstrap-rounds';
import { percentileInterval } from '../ranking/quantile';
import type { Interval } from '../ranking/quantile';

/** A figure with what it rests on. */
export interface Estimate {
  /** NaN where there is nothing to compute it from. */
  readonly value: number;
  /** Prompt bootstrap; null for fewer than two prompts or where too many rounds are undefined. */
  readonly interval: Interval | null;
  /** Items that it counts. */
  readonly count: number;
}

export interface BootstrapChoice {
  readonly rounds: number;
  readonly seed: number;
  /** Coverage, such as 0.95. */
  readonly interval: number;
}

/** A statistic of sums over prompts; NaN where undefined. */
export type SumStatistic = (totals: Float64Array) => number;

/**
 * Statistics of sums over prompts, with the percentile intervals of one prompt bootstrap: all items of
 * a prompt are drawn together. Cost: rounds × prompts × width.
 * @param sums one row a prompt, all of the same width, which add up over prompts
 */
export function promptStatistics(
  sums: readonly ArrayLike<number>[],
  statistics: readonly SumStatistic[],
  settings: BootstrapChoice,
): Omit<Estimate, 'count'>[] {
  const width = sums[0]?.length ?? 0;
  const flat = new Float64Array(sums.length * width);
  sums.forEach((row, p) => flat.set(row, p * width));
  const totals = new Float64Array(width);
  const add = (multiplicity: Float64Array): Float64Array => {
    totals.fill(0);
    for (let p = 0; p < sums.length; p++) {
      const times = multiplicity[p];
      if (times === 0) continue;
      for (let i = 0; i < width; i++) totals[i] += times * flat[p * width + i];
    }
    return totals;
  };
  const whole = add(new Float64Array(sums.length).fill(1));
  const values = statistics.map((statistic) => statistic(whole));
  if (sums.length < 2) return values.map((value) => ({ value, interval: null }));
  const draws = statistics.map(() => new Float64Array(settings.rounds));
  forEachRound(sums.length, { ...settings, unit: 'prompts' }, (multiplicity, round) => {
    const drawn = add(multiplicity);
    statistics.forEach((statistic, s) => (draws[s][round] = statistic(drawn)));
  });
  return values.map((value, s) => ({
    value,
    interval: percentileInterval(draws[s], settings.interval),
  }));
}

/** One statistic, see {@link promptStatistics}. */
export function promptStatistic(
  sums: readonly ArrayLike<number>[],
  statistic: SumStatistic,
  settings: BootstrapChoice,
): Omit<Estimate, 'count'> {
  return promptStatistics(sums, [statistic], settings)[0];
}

/** Groups items by prompt, in order of first appearance. */
export function byPrompt<T extends { readonly promptId: string }>(items: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.promptId);
    if (group) group.push(item);
    else groups.set(item.promptId, [item]);
  }
  return [...groups.values()];
}
