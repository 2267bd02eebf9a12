import { TouchstoneError } from '../data';
import { GENERAL } from './category';
import type { KnnPredictions } from './knn';

/** Above it a prompt goes to `general`: in nats, or as a share (0 to 1) of the largest entropy possible. */
export type EntropyThreshold =
  | { readonly unit: 'nats'; readonly value: number }
  | { readonly unit: 'share'; readonly value: number };

/** The paper's threshold, for its 13 categories and k = 40. */
export const PAPER_THRESHOLD: EntropyThreshold = { unit: 'nats', value: 1.5 };

/** Largest entropy in nats that k neighbours among so many classes can have: ln(min(classes, k)). */
export function maximumEntropy(classes: number, k: number): number {
  return Math.log(Math.max(1, Math.min(classes, k)));
}

/** The threshold in nats. @throws TouchstoneError `entropy-threshold` */
export function thresholdInNats(threshold: EntropyThreshold, classes: number, k: number): number {
  const { unit, value } = threshold;
  if (!(value >= 0) || (unit === 'share' && value > 1))
    throw new TouchstoneError(
      'entropy-threshold',
      unit === 'share'
        ? `The entropy threshold is ${value} of the maximum: it must lie between 0 and 1.`
        : `The entropy threshold is ${value}: it must be 0 nats or more.`,
    );
  return unit === 'nats' ? value : value * maximumEntropy(classes, k);
}

/** The final category of each predicted row: its most probable class, or `general` above the threshold. */
export function assignedCategories(predictions: KnnPredictions, nats: number): string[] {
  return Array.from(predictions.predicted, (best, i) =>
    predictions.entropy[i] > nats ? GENERAL : predictions.classes[best],
  );
}
