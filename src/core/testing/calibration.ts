import { seededRandom } from '../random';
import { indexBattles } from '../ranking/battle-index';
import { bootstrapFit, drawsOf } from '../ranking/bootstrap-draws';
import type { BootstrapUnit } from '../ranking/bootstrap-rounds';
import { percentileInterval } from '../ranking/quantile';
import { simulateBattles } from './simulated-battles';
import type { Simulation } from './simulated-battles';

export interface CalibrationSettings {
  readonly dataSets: number;
  readonly rounds: number;
  readonly seed: number;
  readonly unit: BootstrapUnit;
}

/** Prompts of the one large simulation that stands for infinitely many. */
const TRUTH_PROMPTS = 100_000;

/**
 * The win rates (0 to 1, against model 0) that infinitely many prompts would give: in a star the
 * population's, elsewhere those of the pseudo-true ratings, which prompt effects pull in from the
 * simulated strengths.
 */
export function trueWinRates(simulation: Simulation, seed: number): Map<string, number> {
  const battles = simulateBattles({ ...simulation, prompts: TRUTH_PROMPTS }, seededRandom(seed));
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const fitted = bootstrapFit(index, index.models.indexOf('m0'), {
    rounds: 1,
    seed,
    unit: 'prompts',
  });
  return new Map(index.models.map((model, m) => [model, fitted.winRates[m]]));
}

/** Share of 95 % intervals, pooled over data sets and models but the baseline, that hold the truth. */
export function coverage(
  simulation: Simulation,
  truth: ReadonlyMap<string, number>,
  settings: CalibrationSettings,
): number {
  const random = seededRandom(settings.seed);
  let held = 0;
  let intervals = 0;
  for (let set = 0; set < settings.dataSets; set++) {
    const { index } = indexBattles(simulateBattles(simulation, random), {
      outcomes: 'soft',
      duplicates: 'keep',
    });
    const baseline = index.models.indexOf('m0');
    const seed = Math.floor(random() * 2 ** 31);
    const { winRateDraws } = bootstrapFit(index, baseline, { ...settings, seed });
    index.models.forEach((model, m) => {
      if (m === baseline) return;
      const bounds = percentileInterval(drawsOf(winRateDraws, m), 0.95);
      const value = truth.get(model)!;
      intervals++;
      if (bounds && bounds.lower <= value && value <= bounds.upper) held++;
    });
  }
  return held / intervals;
}
