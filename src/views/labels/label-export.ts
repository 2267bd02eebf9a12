import type { Label } from '../../core/data';
import { writeLabelFile } from '../../core/labels/label-file';
import type { Workspace } from '../../workspace/workspace.svelte';
import { saveCsv } from '../charts/export-chart';

/** Labels of all prompts as they stand: given ones, and those of k-NN marked as such. */
export function currentLabels({ prompts, labels }: Workspace): Label[] {
  return prompts.flatMap(({ id }, index) => {
    const { category, source, probability } = labels.labelOf(index);
    const heldOut = labels.given.get(id)?.heldOut;
    return category && source
      ? [{ promptId: id, category, source, probability, ...(heldOut && { heldOut }) }]
      : [];
  });
}

export function saveLabels(workspace: Workspace): void {
  saveCsv(writeLabelFile(currentLabels(workspace)), 'labels');
}
