import type { Interval } from '../ranking/quantile';
import { areSeparated } from '../ranking/separability';

export interface ScoredInterval extends Interval {
  readonly score: number;
}

export interface Agreement {
  /** Pairs that the reference separates. */
  readonly referencePairs: number;
  /** Mean of +1 (benchmark separates alike), −1 (the other way), 0 (not at all); −1 to 1. */
  readonly signed: number;
  /** Mean of 1, 0 and 0.5 for the same three; 0 to 1. */
  readonly half: number;
}

/** Order of a pair: −1 first below second, 1 above, 0 not separated. */
type PairOrder = (first: ScoredInterval, second: ScoredInterval) => number;

/**
 * The published rule: separated when the overlap has no length, ordered by lower bound. A point
 * inside another's interval counts as separated.
 */
const publishedOrder: PairOrder = (first, second) => {
  const overlap = Math.min(first.upper, second.upper) - Math.max(first.lower, second.lower);
  return overlap > 0 ? 0 : Math.sign(first.lower - second.lower);
};

/** Separability's rule: separated when neither reaches into the other, ordered by score. */
const strictOrder: PairOrder = (first, second) =>
  areSeparated(first, second) ? Math.sign(first.score - second.score) : 0;

/**
 * Agreement with confidence, over unordered pairs that the reference separates, under Arena-Hard's
 * published rule. NaN when the reference separates none. Source: Arena-Hard (blog: signed; its
 * notebook: half).
 * @param benchmark and @param reference the same models in the same order
 */
export function agreement(
  benchmark: readonly ScoredInterval[],
  reference: readonly ScoredInterval[],
): Agreement {
  return agreementBy(publishedOrder, benchmark, reference);
}

/** The same under separability's rule, for benchmark and reference alike. */
export function strictRuleAgreement(
  benchmark: readonly ScoredInterval[],
  reference: readonly ScoredInterval[],
): Agreement {
  return agreementBy(strictOrder, benchmark, reference);
}

function agreementBy(
  order: PairOrder,
  benchmark: readonly ScoredInterval[],
  reference: readonly ScoredInterval[],
): Agreement {
  let referencePairs = 0;
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    for (let j = i + 1; j < reference.length; j++) {
      const truth = order(reference[i], reference[j]);
      if (truth === 0) continue;
      referencePairs++;
      sum += truth * order(benchmark[i], benchmark[j]);
    }
  }
  const signed = sum / referencePairs;
  return { referencePairs, signed, half: (1 + signed) / 2 };
}
