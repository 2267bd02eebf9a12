import type { Label, LabelSource } from '../data';
import { assignedCategories } from './entropy-threshold';
import type { KnnPredictions } from './knn';

/** The current label of each prompt, by prompt id. Never changed in place: an earlier set is the undo. */
export type LabelSet = ReadonlyMap<string, Label>;

/** A label gives way to one of the same or a stronger source; hand labels only to hand labels. */
const STRENGTH: Readonly<Record<LabelSource, number>> = { knn: 0, llm: 1, import: 1, hand: 2 };

/**
 * Puts labels in, except where a stronger one stands: a hand label is never overwritten but by hand.
 * @returns the new set, and the ids that kept their label
 */
export function assignLabels(
  current: LabelSet,
  incoming: Iterable<Label>,
): { readonly labels: LabelSet; readonly kept: readonly string[] } {
  const labels = new Map(current);
  const kept: string[] = [];
  for (const label of incoming) {
    const standing = labels.get(label.promptId);
    if (standing && STRENGTH[standing.source] > STRENGTH[label.source]) kept.push(label.promptId);
    else labels.set(label.promptId, label);
  }
  return { labels, kept };
}

/** Takes labels off; the prompts are then open to k-NN again. */
export function removeLabels(current: LabelSet, promptIds: Iterable<string>): LabelSet {
  const labels = new Map(current);
  for (const id of promptIds) labels.delete(id);
  return labels;
}

/** Labels by hand, probability 1: one prompt, a cluster, or a lasso's prompts at once. */
export function handLabels(promptIds: Iterable<string>, category: string): Label[] {
  return Array.from(promptIds, (promptId) => ({
    promptId,
    category,
    source: 'hand',
    probability: 1,
  }));
}

/**
 * Predictions as labels. The probability is that of the most probable class, also where the entropy
 * is above the threshold (in nats) and the category therefore `general`.
 * @param promptIds ids in the order of the vectors' rows
 */
export function knnLabels(
  promptIds: readonly string[],
  predictions: KnnPredictions,
  thresholdNats: number,
): Label[] {
  const width = predictions.classes.length;
  return assignedCategories(predictions, thresholdNats).map((category, i) => ({
    promptId: promptIds[predictions.rows[i]],
    category,
    source: 'knn',
    probability: predictions.probabilities[i * width + predictions.predicted[i]],
  }));
}
