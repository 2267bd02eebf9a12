import type { Provenance } from '../core/selection/manifest';
import type { GivenLabel, Labelling } from '../core/selection/manifest-labels';
import type { Labels } from './labels.svelte';
import type { SelectionSubject } from './selection-subject';

/** What a manifest keeps of where a set's categories and tags come from. */
export function provenanceOf({
  labels,
  analysis,
  tags,
}: Pick<SelectionSubject, 'labels' | 'analysis' | 'tags'>): Omit<Provenance, 'files'> {
  return {
    model: analysis.embedding.modelKey,
    labels: labellingOf(labels),
    tags: tags.sources,
  };
}

/** Given labels and settings of k-NN, as a manifest keeps them; null where there are no labels. */
function labellingOf({ given, settings, k }: Labels): Labelling | null {
  if (given.size === 0) return null;
  const { weights, threshold } = settings;
  const labels = Array.from(given.values(), ({ promptId, category, source, heldOut }) => ({
    ...{ id: promptId, category },
    source: source as GivenLabel['source'],
    ...(heldOut && { heldOut }),
  }));
  return { k, weights, threshold, given: labels };
}

/** Takes a manifest's labels and settings over, and waits for the k-NN labels that follow from them. */
export async function adoptLabelling(
  labels: Labels,
  { given, k, weights, threshold }: Labelling,
): Promise<void> {
  // First, as they may be refused.
  labels.setSettings({ k, weights, threshold });
  labels.takeIn(
    given.map(({ id, ...label }) => ({ promptId: id, ...label, probability: 1 })),
    'Labels of the manifest',
  );
  await labels.settled();
}
