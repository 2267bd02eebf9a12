import { CLUSTER_LIST } from '../core/judging/category-generator';
import type { HeldTags } from '../core/judging/tag-check';
import type { TagQuestion } from '../core/judging/run-spec';
import { heldTags, reasonOfTag, yesNoTags, type YesNoTag } from '../core/judging/yes-no-tags';
import type { CategoryProposals } from './category-proposals.svelte';
import type { NameProposals } from './name-proposals.svelte';
import type { KeptTags, TagResults } from './tag-results.svelte';

/** A model's tags as a person can check them, prompt by prompt. */
export interface CheckableTags {
  readonly kept: KeptTags<unknown>;
  readonly tags: readonly YesNoTag[];
  readonly held: HeldTags;
  /** What the model was asked about when it gave a prompt its tags: the prompt, its cluster or all clusters. */
  askedAs(promptId: string): string | null;
  /** Why it gave the prompt its tags, in its words; empty where it gave no reason. */
  reasonOf(promptId: string): string;
}

interface CheckedSubject {
  readonly prompts: readonly { readonly id: string }[];
  readonly map: { readonly labels: Int32Array };
  readonly names: NameProposals;
  readonly proposedCategories: CategoryProposals;
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
    const reasonOf = (id: string) => reasonOfTag(kept.tags.get(id));
    found.set(task, { kept, tags: yesNoTags(kept.question), held, askedAs: (id) => id, reasonOf });
  }
  const { proposedCategories } = subject;
  if (proposedCategories.kept && proposedCategories.tags.length > 0) {
    const { kept, tags, held, all } = proposedCategories;
    const reasons = new Map(all.map(({ name, reason }) => [name, reason]));
    const reasonOf = (id: string) =>
      (held.get(id) ?? []).map((name) => reasons.get(name)).join(' ');
    found.set('categories', { kept, tags, held, askedAs: () => CLUSTER_LIST, reasonOf });
  }
  const { kept, tags } = names;
  if (kept && tags.length > 0) {
    const rows = new Map(prompts.map(({ id }, row) => [id, row]));
    const askedAs = (id: string) => names.askedAs(map.labels[rows.get(id) ?? -1]);
    const reasonOf = (id: string) => reasonOfTag(kept.tags.get(askedAs(id) ?? ''));
    found.set('names', { kept, tags, held: names.held, askedAs, reasonOf });
  }
  return found;
}
