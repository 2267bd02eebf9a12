import { TouchstoneError } from '../data';
import type { BattleIndex } from './battle-index';
import { forEachRound } from './bootstrap-rounds';
import { percentileInterval } from './quantile';
import type { Interval } from './quantile';
import { effectiveWilson, isFew } from './win-rate';

export interface BaselineSettings {
  /** Models of the index that the others are compared with. */
  readonly baselines: readonly string[];
  /**
   * Weight of each baseline in the overall win rate, at least 0, summing to any positive number:
   * equal ones, shares of the categories that each serves, or whatever the user states.
   */
  readonly weights: readonly number[];
  readonly rounds: number;
  readonly interval: number;
  readonly seed: number;
}

/** A mean with what it rests on; percent. */
export interface WinRate {
  readonly winRate: number;
  /** Prompt bootstrap, Wilson's where wins, losses or prompts are few; null on a single prompt. */
  readonly interval: Interval | null;
  readonly battles: number;
}

export interface BaselineWinRates {
  readonly model: string;
  /** One a baseline, in the settings' order; null where the two never met (and for itself). */
  readonly against: readonly (WinRate | null)[];
  /** The weighted mean over the baselines; null where one with weight is missing. */
  readonly overall: WinRate | null;
}

/**
 * Win rates where models were compared with several baselines (Arena-Hard v2.0 has one a category):
 * for each baseline the weighted mean outcome of the battles against it, and an overall one only by
 * the weighting that is stated. A baseline's own rate against itself counts as 50. Rounds are joint
 * over models and baselines. Cost: battles, and rounds × (model, baseline, prompt) entries.
 * @throws TouchstoneError `baseline-absent`, `baseline-weights`, `rounds`
 */
export function baselineWinRates(
  index: BattleIndex,
  settings: BaselineSettings,
): BaselineWinRates[] {
  const { baselines, weights, interval } = settings;
  const rows = baselines.map((baseline) => index.models.indexOf(baseline));
  const absent = baselines.find((_, b) => rows[b] < 0);
  if (absent !== undefined) {
    throw new TouchstoneError('baseline-absent', `The baseline "${absent}" is in no battle.`);
  }
  const total = weights.reduce((sum, each) => sum + each, 0);
  if (weights.length !== rows.length || weights.some((each) => !(each >= 0)) || !(total > 0)) {
    throw new TouchstoneError(
      'baseline-weights',
      `Give each of the ${rows.length} baselines a weight from 0, and at least one above 0.`,
    );
  }
  const cells = cellsOf(index, rows);
  const rates = new Float64Array(index.models.length * rows.length);
  const everyOnce = new Float64Array(index.prompts.length).fill(1);
  const whole = Float64Array.from(addUp(cells, everyOnce, rates));
  const draws = Array.from(whole, () => new Float64Array(settings.rounds));
  const overallDraws = index.models.map(() => new Float64Array(settings.rounds));
  const overallOf = (of: Float64Array, model: number): number =>
    weights.reduce((sum, weight, b) => {
      if (weight === 0) return sum;
      return sum + (weight / total) * (rows[b] === model ? 50 : of[model * rows.length + b]);
    }, 0);
  forEachRound(index.prompts.length, { ...settings, unit: 'prompts' }, (multiplicity, round) => {
    addUp(cells, multiplicity, rates).forEach((rate, cell) => (draws[cell][round] = rate));
    overallDraws.forEach((own, model) => (own[round] = overallOf(rates, model)));
  });
  const { battles, shares, prompts } = cells;
  const isAlone = new Set(index.prompt).size < 2;
  const isFewAt = (cell: number) =>
    battles[cell] > 0 && isFew(shares[cell], battles[cell], prompts[cell]);
  const boundsOf = (cell: number): Interval | null => {
    if (isAlone) return null;
    if (!isFewAt(cell)) return percentileInterval(draws[cell], interval);
    const fractions = draws[cell].map((each) => each / 100);
    const own = effectiveWilson(whole[cell] / 100, fractions, prompts[cell], interval);
    return { lower: 100 * own.lower, upper: 100 * own.upper };
  };
  /** Of the weighted mean, where a part's rounds can't be trusted: all parts at their bounds. */
  const reach = (model: number, against: readonly (WinRate | null)[]): Interval | null => {
    let [lower, upper] = [0, 0];
    for (const [b, weight] of weights.entries()) {
      if (weight === 0) continue;
      const own = rows[b] === model ? { lower: 50, upper: 50 } : against[b]?.interval;
      if (!own) return null;
      lower += (weight / total) * own.lower;
      upper += (weight / total) * own.upper;
    }
    return { lower, upper };
  };
  return index.models.map((model, m) => {
    const against = rows.map((_, b): WinRate | null => {
      const cell = m * rows.length + b;
      if (Number.isNaN(whole[cell])) return null;
      return { winRate: whole[cell], interval: boundsOf(cell), battles: cells.battles[cell] };
    });
    const winRate = overallOf(whole, m);
    const overall: WinRate | null = Number.isNaN(winRate)
      ? null
      : {
          winRate,
          interval: against.some((_, b) => weights[b] > 0 && isFewAt(m * rows.length + b))
            ? reach(m, against)
            : percentileInterval(overallDraws[m], interval),
          battles: against.reduce((sum, each) => sum + (each?.battles ?? 0), 0),
        };
    return { model, against, overall };
  });
}

/** Battles of each model against each baseline: cell = model × baselines + baseline. */
interface Cells {
  readonly count: number;
  readonly battles: Int32Array;
  /** Sum of the model's shares, unweighted, and different prompts. */
  readonly shares: Float64Array;
  readonly prompts: Int32Array;
  /** One entry a battle and side. */
  readonly cell: Int32Array;
  readonly prompt: Int32Array;
  readonly weight: Float64Array;
  /** Weight × the model's share. */
  readonly won: Float64Array;
}

function cellsOf(index: BattleIndex, baselines: readonly number[]): Cells {
  const count = index.models.length * baselines.length;
  const place = new Int32Array(index.models.length).fill(-1);
  baselines.forEach((row, b) => (place[row] = b));
  const battles = new Int32Array(count);
  const shares = new Float64Array(count);
  const onPrompts = Array.from({ length: count }, () => new Set<number>());
  const cell: number[] = [];
  const prompt: number[] = [];
  const weight: number[] = [];
  const won: number[] = [];
  const add = (row: number, model: number, opponent: number, share: number): void => {
    if (place[opponent] < 0) return;
    const at = model * baselines.length + place[opponent];
    battles[at]++;
    shares[at] += share;
    onPrompts[at].add(index.prompt[row]);
    cell.push(at);
    prompt.push(index.prompt[row]);
    weight.push(index.weight[row]);
    won.push(index.weight[row] * share);
  };
  for (let row = 0; row < index.count; row++) {
    add(row, index.modelA[row], index.modelB[row], index.outcome[row]);
    add(row, index.modelB[row], index.modelA[row], 1 - index.outcome[row]);
  }
  return {
    count,
    battles,
    shares,
    prompts: Int32Array.from(onPrompts, ({ size }) => size),
    cell: Int32Array.from(cell),
    prompt: Int32Array.from(prompt),
    weight: Float64Array.from(weight),
    won: Float64Array.from(won),
  };
}

/** Percent for each cell into `rates`; NaN for a cell without battles. */
function addUp(cells: Cells, multiplicity: Float64Array, rates: Float64Array): Float64Array {
  const { cell, prompt, weight, won } = cells;
  const played = new Float64Array(cells.count);
  rates.fill(0);
  for (let entry = 0; entry < cell.length; entry++) {
    const times = multiplicity[prompt[entry]];
    played[cell[entry]] += times * weight[entry];
    rates[cell[entry]] += times * won[entry];
  }
  for (let c = 0; c < rates.length; c++) rates[c] = (100 * rates[c]) / played[c];
  return rates;
}
