import type { Provenance } from '../core/selection/manifest';
import type { Labels } from './labels.svelte';
import type { SelectionSubject } from './selection-subject';

/** Seeds and settings of the k-NN labels, as a manifest keeps them. */
export type Labelling = NonNullable<Provenance['labels']>;

/** What a manifest keeps of where a set's categories and tags come from. */
export function provenanceOf({
  prompts,
  labels,
  analysis,
  tags,
}: Pick<SelectionSubject, 'prompts' | 'labels' | 'analysis' | 'tags'>): Omit<Provenance, 'files'> {
  return {
    model: analysis.embedding.modelKey,
    labels: labellingOf(
      labels,
      prompts.map(({ id }) => id),
    ),
    tags: tags.sources,
  };
}

/** Null where there are no labels. */
function labellingOf({ given, settings, seedChoice, k }: Labels, ids: readonly string[]) {
  if (given.size === 0) return null;
  const { weights, threshold } = settings;
  const seeds = seedChoice.seeds.map(({ row, category }) => ({ id: ids[row], category }));
  return { k, weights, threshold, seeds } satisfies Labelling;
}

/** Takes a manifest's seeds and settings over, and waits for the labels that follow from them. */
export async function adoptLabelling(
  labels: Labels,
  { seeds, k, weights, threshold }: Labelling,
): Promise<void> {
  // First, as they may be refused.
  labels.setSettings({ k, weights, threshold });
  labels.takeIn(
    seeds.map(({ id, category }) => ({
      promptId: id,
      category,
      source: 'import' as const,
      probability: 1,
    })),
    'Labels of the manifest',
  );
  await labels.settled();
}
