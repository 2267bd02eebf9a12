import type { Battle } from '../data';
import { meanAndDeviation } from '../ranking/quantile';
import { battleKey } from './judge-agreement';

/**
 * Splits repeated judgments into runs: the first time that a judge judged a battle (prompt, turn,
 * models as shown, game), the second, and so on.
 */
export function splitRepeats(battles: readonly Battle[]): Battle[][] {
  const seen = new Map<string, number>();
  const runs: Battle[][] = [];
  for (const battle of battles) {
    const key = battleKey(battle) + (battle.judge ?? '');
    const run = seen.get(key) ?? 0;
    seen.set(key, run + 1);
    (runs[run] ??= []).push(battle);
  }
  return runs;
}

/** A model's win rate over repeated runs of the same judge. */
export interface RepeatSpread {
  readonly model: string;
  /** Percent, one a run. */
  readonly winRates: readonly number[];
  readonly mean: number;
  /** Standard deviation over the runs, percent points, ddof 1. */
  readonly deviation: number;
}

/**
 * How far a repeated run of the same judge moves each model's weighted mean win rate against a
 * baseline: the noise that more prompts don't remove. Models that a run lacks are left out.
 */
export function repeatSpread(
  runs: readonly (readonly Battle[])[],
  baseline: string,
): RepeatSpread[] {
  const perRun = runs.map((run) => meanWinRates(run, baseline));
  const models = [...(perRun[0]?.keys() ?? [])].filter((model) =>
    perRun.every((rates) => rates.has(model)),
  );
  return models.map((model) => {
    const winRates = perRun.map((rates) => rates.get(model)!);
    const { mean, deviation } = meanAndDeviation(Float64Array.from(winRates));
    const n = winRates.length;
    return { model, winRates, mean, deviation: deviation * Math.sqrt(n / (n - 1)) };
  });
}

function meanWinRates(battles: readonly Battle[], baseline: string): Map<string, number> {
  const sums = new Map<string, { won: number; weight: number }>();
  for (const { modelA, modelB, outcome, weight } of battles) {
    if (modelA !== baseline && modelB !== baseline) continue;
    const [model, share] = modelB === baseline ? [modelA, outcome] : [modelB, 1 - outcome];
    const sum = sums.get(model) ?? { won: 0, weight: 0 };
    sum.won += weight * share;
    sum.weight += weight;
    sums.set(model, sum);
  }
  return new Map([...sums].map(([model, { won, weight }]) => [model, (100 * won) / weight]));
}
