import { seededRandom, shuffle } from '../random';
import { countedShare, type CountedShare } from './counted-share';

/** A tag of the model's with a person's answer to the same question. */
export interface CheckedTag {
  readonly tagged: boolean;
  readonly human: boolean;
}

export interface TaggerCheck {
  /** Of the prompts that the model tagged, how many the person would too. */
  readonly precision: CountedShare | null;
  /** Of those that the person would tag, how many the model did. */
  readonly recall: CountedShare | null;
  /** Of all, how many both see alike. */
  readonly agreement: CountedShare | null;
  readonly n: number;
}

/**
 * Precision and recall of a tagger by a person's check of a random sample. The intervals (Wilson)
 * hold for a sample drawn evenly from all tagged prompts.
 * @param coverage such as 0.95
 */
export function taggerCheck(checks: readonly CheckedTag[], coverage: number): TaggerCheck {
  const tagged = checks.filter((each) => each.tagged);
  const human = checks.filter((each) => each.human);
  const both = tagged.filter((each) => each.human).length;
  const alike = checks.filter((each) => each.tagged === each.human).length;
  return {
    precision: countedShare(both, tagged.length, coverage),
    recall: countedShare(both, human.length, coverage),
    agreement: countedShare(alike, checks.length, coverage),
    n: checks.length,
  };
}

/** An even sample of items, in random order; the same for the same seed. */
export function pilotSample<T>(items: readonly T[], size: number, seed: number): T[] {
  return shuffle([...items], seededRandom(seed)).slice(0, size);
}
