import { twoSidedZ } from '../ranking/normal-distribution';
import type { Interval } from '../ranking/quantile';
import { wilsonInterval } from '../ranking/win-rate';
import { seededRandom, shuffle } from '../random';

/** A tag of the model's with a person's answer to the same question. */
export interface CheckedTag {
  readonly tagged: boolean;
  readonly human: boolean;
}

/** A share with its Wilson interval; null where nothing is counted. */
export interface CheckedShare {
  readonly share: number;
  readonly interval: Interval;
  readonly n: number;
}

export interface TaggerCheck {
  /** Of the prompts that the model tagged, how many the person would too. */
  readonly precision: CheckedShare | null;
  /** Of those that the person would tag, how many the model did. */
  readonly recall: CheckedShare | null;
  readonly n: number;
}

/**
 * Precision and recall of a tagger by a person's check of a random sample. The intervals (Wilson)
 * hold for a sample drawn evenly from all tagged prompts.
 * @param coverage such as 0.95
 */
export function taggerCheck(checks: readonly CheckedTag[], coverage: number): TaggerCheck {
  const z = twoSidedZ(coverage);
  const share = (among: readonly CheckedTag[]): CheckedShare | null => {
    if (among.length === 0) return null;
    const right = among.filter(({ tagged, human }) => tagged && human).length / among.length;
    return { share: right, interval: wilsonInterval(right, among.length, z), n: among.length };
  };
  return {
    precision: share(checks.filter(({ tagged }) => tagged)),
    recall: share(checks.filter(({ human }) => human)),
    n: checks.length,
  };
}

/** An even sample of items, in random order; the same for the same seed. */
export function pilotSample<T>(items: readonly T[], size: number, seed: number): T[] {
  return shuffle([...items], seededRandom(seed)).slice(0, size);
}
