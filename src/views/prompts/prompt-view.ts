import { sourcesOf } from '../../core/prompts/prompt-sources';
import type { Workspace } from '../../workspace/workspace.svelte';

/** Which of the prompts the table lists. */
export type PromptView =
  | { readonly kind: 'all' | 'near-duplicates' | 'long' }
  | { readonly kind: 'source'; readonly source: string };

export const ALL: PromptView = { kind: 'all' };

/** The rows of a view in the order in which they are listed; null for all as they are. */
export function rowsOf(workspace: Workspace, view: PromptView): readonly number[] | null {
  const { prompts, analysis } = workspace;
  const where = (holds: (index: number) => boolean) => [...prompts.keys()].filter(holds);
  switch (view.kind) {
    case 'all':
      return null;
    case 'near-duplicates':
      return analysis.nearDuplicates.groups.flat();
    case 'long':
      return where((index) => analysis.embedding.isOverLimit(index));
    case 'source':
      return where((index) => sourcesOf(prompts[index]).includes(view.source));
  }
}
