import { GENERAL } from '../../core/labels/category';
import type { Labels } from '../../workspace/labels.svelte';
import { formatCount } from '../format-number';
import { countOf } from '../widgets/figures';

export interface LabelCounts {
  /** Prompts with a label by hand, import or model. */
  readonly given: number;
  /** Prompts that k-NN put into a category. */
  readonly predicted: number;
  readonly general: number;
  readonly open: number;
}

export function labelCounts(prompts: number, { categoryOf, given, rowOf }: Labels): LabelCounts {
  let labelled = 0;
  let general = 0;
  let givenHere = 0;
  for (const category of categoryOf ?? []) {
    if (category !== null) labelled++;
    if (category === GENERAL) general++;
  }
  for (const { promptId, category } of given.values())
    if (category !== GENERAL && rowOf.has(promptId)) givenHere++;
  return {
    given: givenHere,
    predicted: labelled - general - givenHere,
    general,
    open: prompts - labelled,
  };
}

/** The screen's finding in words, and what it rests on. */
export function labelFinding(
  prompts: number,
  labels: Labels,
): { readonly headline: string; readonly seeds: string } {
  const { given, predicted, general } = labelCounts(prompts, labels);
  const { seeds } = labels.seedChoice;
  const { weights } = labels.settings;
  if (!labels.categoryOf) {
    return {
      headline: 'No prompt is labelled yet',
      seeds: 'label a few prompts of each category; k-NN labels the rest',
    };
  }
  const parts = [`${formatCount(given)} labelled`];
  if (labels.knn)
    parts.push(`${formatCount(predicted)} by k-NN`, `${formatCount(general)} general`);
  return {
    headline: `${countOf(prompts, 'prompt')}: ${parts.join(', ')}`,
    seeds: `${countOf(seeds.length, 'seed')}, k = ${labels.k}, ${weights === 'uniform' ? 'uniform' : 'distance'} weights`,
  };
}
