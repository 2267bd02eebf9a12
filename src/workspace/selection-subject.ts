import type { Prompt } from '../core/data';
import type { CandidateFacts } from './candidate-facts.svelte';
import type { Embedding } from './embedding.svelte';
import type { History } from './history.svelte';
import type { Labels } from './labels.svelte';
import type { PromptTags } from './prompt-tags.svelte';

/** What selection reads of a workspace. */
export interface SelectionSubject {
  readonly history: History;
  readonly prompts: readonly Prompt[];
  readonly facts: CandidateFacts;
  readonly labels: Labels;
  readonly analysis: { readonly embedding: Pick<Embedding, 'modelKey'> };
  readonly tags: Pick<PromptTags, 'sources'>;
  report(error: unknown): void;
}
