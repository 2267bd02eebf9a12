import type { AnswerStyle, OnProgress } from '../data';
import type { BattleIndex } from './battle-index';
import { forEachRound } from './bootstrap-rounds';
import { lengthControlledWinRate } from './length-control';
import { meanAndDeviation, percentileInterval } from './quantile';
import type { Interval } from './quantile';

export interface LengthControlSettings {
  /** Model of the index that the others are compared with. */
  readonly baseline: string;
  readonly rounds: number;
  readonly interval: number;
  readonly seed: number;
}

/** A model's win rate against the baseline at equal length, percent. */
export interface LengthControlledRate {
  readonly model: string;
  readonly winRate: number;
  /** Prompt bootstrap; null where too many rounds have no finite maximum. */
  readonly interval: Interval | null;
  /** The same battles without control: the mean outcome. */
  readonly plain: number;
  /** Log-odds for tanh(Δlength/sd) going from 0 to 1: above 0, longer answers win. */
  readonly lengthCoefficient: number;
  /** Battles against the baseline with both lengths known. */
  readonly battles: number;
  readonly converged: boolean;
}

/**
 * AlpacaEval's length-controlled win rates with prompt-bootstrap intervals, see
 * {@link lengthControlledWinRate}; sd(Δlength) is that of all battles of the model in every round.
 * Models with fewer than two battles of known lengths are left out. Battles' weights don't count, as
 * in AlpacaEval. Cost: rounds × battles × Newton's iterations.
 * @param stylesOf the battle at a position of the list that was indexed; null where unknown
 * @throws TouchstoneError `rounds`
 */
export function lengthControlledRates(
  index: BattleIndex,
  stylesOf: (position: number) => { readonly a: AnswerStyle; readonly b: AnswerStyle } | null,
  settings: LengthControlSettings,
  onProgress?: OnProgress,
): LengthControlledRate[] {
  const inputs = index.models.flatMap((model, row) => {
    if (model === settings.baseline) return [];
    const own = battlesOf(index, row, index.models.indexOf(settings.baseline), stylesOf);
    return own.preference.length < 2 ? [] : [{ model, ...own }];
  });
  const draws = inputs.map(() => new Float64Array(settings.rounds));
  forEachRound(
    index.prompts.length,
    { ...settings, unit: 'prompts' },
    (multiplicity, round) => {
      inputs.forEach((input, i) => {
        const weight = Float64Array.from(input.prompt, (prompt) => multiplicity[prompt]);
        const found = lengthControlledWinRate({ ...input, weight });
        draws[i][round] = found.converged ? found.winRate : NaN;
      });
    },
    onProgress,
  );
  return inputs.map((input, i) => {
    const { winRate, lengthCoefficient, converged } = lengthControlledWinRate(input);
    return {
      model: input.model,
      winRate,
      interval: percentileInterval(draws[i], settings.interval),
      plain: 100 * meanAndDeviation(input.preference).mean,
      lengthCoefficient,
      battles: input.preference.length,
      converged,
    };
  });
}

function battlesOf(
  index: BattleIndex,
  model: number,
  baseline: number,
  stylesOf: (position: number) => { readonly a: AnswerStyle; readonly b: AnswerStyle } | null,
) {
  const prompt: number[] = [];
  const preference: number[] = [];
  const difference: number[] = [];
  for (let row = 0; row < index.count; row++) {
    const isA = index.modelA[row] === model && index.modelB[row] === baseline;
    const isB = index.modelB[row] === model && index.modelA[row] === baseline;
    const styles = isA || isB ? stylesOf(index.position[row]) : null;
    if (!styles) continue;
    const gap = styles.a.length - styles.b.length;
    prompt.push(index.prompt[row]);
    preference.push(isA ? index.outcome[row] : 1 - index.outcome[row]);
    difference.push(isA ? gap : -gap);
  }
  const lengthDifference = Float64Array.from(difference);
  return {
    prompt: Int32Array.from(prompt),
    preference: Float64Array.from(preference),
    lengthDifference,
    lengthDeviation: meanAndDeviation(lengthDifference).deviation,
    difficulty: null,
  };
}
