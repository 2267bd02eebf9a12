import type { Battle } from '../data';
import { byPrompt, promptStatistic } from './prompt-statistic';
import type { BootstrapChoice, Estimate } from './prompt-statistic';

/** One variant of a model (another system prompt) beside the model itself, under one judge. */
export interface ProbedVariant {
  readonly model: string;
  /** Weighted mean share of its battles, percent. `count` is prompts, here and below. */
  readonly winRate: Estimate;
  /** Percent points above the unchanged model, on joint rounds; null for the model itself. */
  readonly change: Estimate | null;
  /** Mean length of its answers, in the file's unit; NaN where unknown. */
  readonly length: Estimate;
  readonly lengthChange: Estimate | null;
}

/** Sums a prompt: won, played, length, answers; the model itself first, then the variant. */
const COLUMNS = 4;

/**
 * The length probe: what a system prompt that changes the length of a model's answers does to its win
 * rate with one judge (Table 5 of the Arena-Hard blog). Win rates are weighted means over the same
 * prompts for both, so that their difference is paired.
 * @param battles of one judge
 * @param baseline only battles against it count; null for all opponents but the probed ones
 * @returns the model itself, then the variants with battles
 */
export function lengthProbe(
  battles: readonly Battle[],
  model: string,
  variants: readonly string[],
  baseline: string | null,
  settings: BootstrapChoice,
): ProbedVariant[] {
  const probed = new Set([model, ...variants]);
  const groups = byPrompt(
    battles.filter(({ modelA, modelB }) => {
      const others = [modelA, modelB].filter((each) => !probed.has(each));
      return others.length === 1 && (baseline === null || others[0] === baseline);
    }),
  );
  const sumsOf = (name: string) => groups.map((own) => sums(own, name));
  const base = sumsOf(model);
  const self = estimates(base, settings);
  return [
    { model, winRate: self.winRate, change: null, length: self.length, lengthChange: null },
    ...variants.flatMap((variant): ProbedVariant[] => {
      const own = sumsOf(variant);
      const both = base.flatMap((each, p) =>
        each[1] > 0 && own[p][1] > 0 ? [[...each, ...own[p]]] : [],
      );
      if (both.length === 0) return [];
      const difference = (at: number, scale: number): Estimate => ({
        ...promptStatistic(
          both,
          (t) => scale * (t[COLUMNS + at] / t[COLUMNS + at + 1] - t[at] / t[at + 1]),
          settings,
        ),
        count: both.length,
      });
      return [
        {
          model: variant,
          ...estimates(own, settings),
          change: difference(0, 100),
          lengthChange: difference(2, 1),
        },
      ];
    }),
  ];
}

function sums(battles: readonly Battle[], model: string): number[] {
  const total = [0, 0, 0, 0];
  for (const battle of battles) {
    if (battle.modelA !== model && battle.modelB !== model) continue;
    const [share, style] =
      battle.modelA === model
        ? [battle.outcome, battle.styleA]
        : [1 - battle.outcome, battle.styleB];
    total[0] += battle.weight * share;
    total[1] += battle.weight;
    if (style) {
      total[2] += style.length;
      total[3]++;
    }
  }
  return total;
}

function estimates(
  rows: readonly number[][],
  settings: BootstrapChoice,
): Pick<ProbedVariant, 'winRate' | 'length'> {
  const mean = (at: number, scale: number): Estimate => {
    const known = rows.filter((row) => row[at + 1] > 0);
    return {
      ...promptStatistic(known, (t) => (scale * t[at]) / t[at + 1], settings),
      count: known.length,
    };
  };
  return { winRate: mean(0, 100), length: mean(2, 1) };
}
