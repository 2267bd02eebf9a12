import type { HeldTags } from '../core/judging/tag-check';
import type { TagQuestion } from '../core/judging/run-spec';
import { heldTags, yesNoTags, type YesNoTag } from '../core/judging/yes-no-tags';
import type { NameProposals } from './name-proposals.svelte';
import type { KeptTags, TagResults } from './tag-results.svelte';

/** A model's tags as a person can check them, prompt by prompt. */
export interface CheckableTags {
  readonly kept: KeptTags<unknown>;
  readonly tags: readonly YesNoTag[];
  readonly held: HeldTags;
  /** What the model was asked about when it gave a prompt its tags: the prompt, or its cluster. */
  askedAs(promptId: string): string | null;
}

interface CheckedSubject {
  readonly prompts: readonly { readonly id: string }[];
  readonly map: { readonly labels: Int32Array };
  readonly names: NameProposals;
  readonly judging: { readonly tags: Pick<TagResults, 'of'> };
}

const PER_PROMPT = ['criteria', 'expert', 'occupations', 'quality', 'labels'] as const;

/** All that models said of the prompts, by question. */
export function checkableTags(
  subject: CheckedSubject,
): ReadonlyMap<TagQuestion['task'], CheckableTags> {
  const { prompts, map, names, judging } = subject;
  const found = new Map<TagQuestion['task'], CheckableTags>();
  for (const task of PER_PROMPT) {
    const kept: KeptTags<unknown> | null = judging.tags.of(task);
    if (!kept) continue;
    const held = new Map(
      Array.from(kept.tags, ([id, value]) => [id, heldTags(kept.question, value)] as const),
    );
    found.set(task, { kept, tags: yesNoTags(kept.question), held, askedAs: (id) => id });
  }
  const { kept, tags } = names;
  if (kept && tags.length > 0) {
    const rows = new Map(prompts.map(({ id }, row) => [id, row]));
    const askedAs = (id: string) => names.askedAs(map.labels[rows.get(id) ?? -1]);
    found.set('names', { kept, tags, held: names.held, askedAs });
  }
  return found;
}
