import type { BattleIndex } from './battle-index';
import { ROUND_TOLERANCE } from './bradley-terry';
import type { BradleyTerryFit } from './bradley-terry';
import type { StyleCovariates } from './style-covariates';
import { fitStyle } from './style-fit';
import type { StyleFit } from './style-fit';
import { averageWinRates } from './win-rate';

/**
 * `equal`: win rates between answers of equal style. `poolAverage` (Arena-Hard's convention): at the
 * mean style difference to the baseline of all battles against it; the two differ.
 */
export type StylePrediction = 'equal' | 'poolAverage';

export interface StyleControl {
  /** Of the battles of the index that is ranked. */
  readonly covariates: StyleCovariates;
  readonly prediction: StylePrediction;
}

/** Style-controlled fits of one set of battles, for the whole data and for each bootstrap round. */
export class StyleControlledFit {
  readonly #index: BattleIndex;
  readonly #baseline: number;
  readonly #style: StyleControl;
  /** The first fit, where the later ones start. */
  #whole: StyleFit | null = null;

  /** @param baseline row of the baseline; −1 has no pool average and predicts at equal style */
  constructor(index: BattleIndex, baseline: number, style: StyleControl) {
    this.#index = index;
    this.#baseline = baseline;
    this.#style = style;
  }

  /** @param plain the Bradley-Terry fit of the same round: who is on the scale, who is smoothed */
  fit(
    multiplicity: Float64Array,
    plain: BradleyTerryFit,
  ): { fit: BradleyTerryFit; coefficients: Float64Array; rates: Float64Array } {
    const from = this.#whole?.strengths ?? plain.strengths;
    const found = fitStyle(
      this.#index,
      this.#style.covariates,
      this.#baseline,
      multiplicity,
      {
        strengths: plain.strengths.map((each, m) => (Number.isNaN(each) ? NaN : from[m] || 0)),
        smoothed: plain.smoothed,
        coefficients: this.#whole?.coefficients,
      },
      this.#whole ? ROUND_TOLERANCE : undefined,
    );
    this.#whole ??= found;
    return {
      fit: { ...plain, strengths: found.strengths, converged: plain.converged && found.converged },
      coefficients: found.coefficients,
      rates: this.#winRates(found, multiplicity),
    };
  }

  #winRates({ strengths, coefficients }: StyleFit, multiplicity: Float64Array): Float64Array {
    if (this.#baseline < 0) return averageWinRates(strengths);
    const shift =
      this.#style.prediction === 'poolAverage' ? this.#poolShift(coefficients, multiplicity) : 0;
    return strengths.map((each, m) =>
      m === this.#baseline ? 0.5 : 1 / (1 + Math.exp(-each - shift)),
    );
  }

  /** The mean over battles against the baseline of what style adds to the other model's log-odds. */
  #poolShift(coefficients: Float64Array, multiplicity: Float64Array): number {
    const { prompt, modelA, modelB, weight, count } = this.#index;
    const { data } = this.#style.covariates;
    let sum = 0;
    let total = 0;
    for (let row = 0; row < count; row++) {
      if (modelA[row] !== this.#baseline && modelB[row] !== this.#baseline) continue;
      const times = multiplicity[prompt[row]] * weight[row];
      const sign = modelB[row] === this.#baseline ? 1 : -1;
      total += times;
      for (let c = 0; c < coefficients.length; c++) {
        sum += times * sign * coefficients[c] * data[row * coefficients.length + c];
      }
    }
    return total > 0 ? sum / total : 0;
  }
}
