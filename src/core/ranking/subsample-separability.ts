import { TouchstoneError } from '../data';
import type { OnProgress } from '../data';
import { randomInteger, seededRandom, shuffle } from '../random';
import type { BattleIndex } from './battle-index';
import { winRates } from './bootstrap-draws';
import { BradleyTerry } from './bradley-terry';
import { twoSidedZ } from './normal-distribution';
import { countByPrompt, emptyPairCounts, findPairs, sumCounts } from './pair-counts';
import { percentileInterval } from './quantile';
import type { Interval } from './quantile';
import { separability } from './separability';

export interface SubsampleSettings {
  readonly baseline: string | null;
  /** Numbers of prompts, each from 2 to the prompts that have battles. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly interval: number;
  readonly seed: number;
  /**
   * With all prompts, of models with too few wins for a bootstrap; NaN for the others. Win rates from
   * 0 to 1, without a baseline strengths in log-odds.
   */
  readonly errors?: Float64Array;
}

export interface SubsampledSeparability {
  readonly prompts: number;
  /** Expected share of pairs told apart with so many prompts, 0 to 1. */
  readonly separability: number;
}

/** Subsets over which the separability of a size is averaged. */
const SUBSETS = 40;

/**
 * Separability as a function of the number of prompts, up to the number there is: the width of the
 * intervals from an m-out-of-n bootstrap (m prompts drawn with replacement), the scores from random
 * subsets of m prompts (drawn without, which are samples of m as good as any), averaged. Of win
 * rates, or of ratings around the mean without a baseline. Cost: for each size rounds + 40 fits.
 * @throws TouchstoneError `subsample-size`
 */
export function subsampledSeparability(
  index: BattleIndex,
  settings: SubsampleSettings,
  onProgress?: OnProgress,
): SubsampledSeparability[] {
  const baseline = settings.baseline === null ? -1 : index.models.indexOf(settings.baseline);
  const { pairs, pairOf } = findPairs(index);
  const byPrompt = countByPrompt(index, pairs, pairOf);
  const model = new BradleyTerry(pairs, baseline);
  const used = Int32Array.from(new Set(index.prompt));
  const random = seededRandom(settings.seed);
  const multiplicity = new Float64Array(index.prompts.length);
  const drawn = emptyPairCounts(pairs);
  const scoresOf = (prompts: ArrayLike<number>): Float64Array => {
    multiplicity.fill(0);
    for (let i = 0; i < prompts.length; i++) multiplicity[prompts[i]]++;
    const { strengths } = model.fit(sumCounts(byPrompt, multiplicity, drawn));
    return baseline < 0 ? strengths : winRates(pairs, drawn, strengths, baseline);
  };
  const whole = scoresOf(used);
  const z = twoSidedZ(settings.interval);
  return settings.sizes.map((size, done) => {
    if (!Number.isInteger(size) || size < 2 || size > used.length) {
      throw new TouchstoneError(
        'subsample-size',
        `${size} prompts can’t be drawn from ${used.length}. Choose a number from 2 to ${used.length}.`,
      );
    }
    const rounds = Array.from({ length: settings.rounds }, () =>
      scoresOf(Int32Array.from({ length: size }, () => used[randomInteger(random, used.length)])),
    );
    const offsets = index.models.map((_, m): Interval | null => {
      const half = z * (settings.errors?.[m] ?? NaN) * Math.sqrt(used.length / size);
      if (!Number.isNaN(half)) return { lower: -half, upper: half };
      return percentileInterval(
        Float64Array.from(rounds, (scores) => scores[m] - whole[m]),
        settings.interval,
      );
    });
    let sum = 0;
    for (let subset = 0; subset < SUBSETS; subset++) {
      const scores = scoresOf(shuffle(used.slice(), random).subarray(0, size));
      const intervals = offsets.map(
        (offset, m) =>
          offset && { lower: scores[m] + offset.lower, upper: scores[m] + offset.upper },
      );
      sum += separability(intervals.filter((_, m) => !Number.isNaN(whole[m])));
    }
    onProgress?.({ done: done + 1, total: settings.sizes.length });
    return { prompts: size, separability: sum / SUBSETS };
  });
}
