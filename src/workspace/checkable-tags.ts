import type { Prompt } from '../core/data';
import { CLUSTER_LIST } from '../core/judging/category-generator';
import type { TagQuestion } from '../core/judging/run-spec';
import type { HeldTags } from '../core/judging/tag-strata';
import { heldTags, reasonOfTag, yesNoTags, type YesNoTag } from '../core/judging/yes-no-tags';
import type { CategoryProposals } from './category-proposals.svelte';
import { importedColumns } from './imported-columns';
import type { NameProposals } from './name-proposals.svelte';
import type { KeptTags, TagResults } from './tag-results.svelte';

/** Tags as a person can check them, prompt by prompt. */
export interface CheckableTags {
  readonly task: TagQuestion['task'];
  /** Those of a model; null for tags that came with the prompts, in a column of their files. */
  readonly kept: KeptTags<unknown> | null;
  readonly tags: readonly YesNoTag[];
  readonly held: HeldTags;
  /** Names in `held` that are no tags: there are too many, or each is one prompt's own. */
  readonly leftOut: number;
  /** What a model was asked about when it gave a prompt its tags: the prompt, its cluster or all clusters. */
  askedAs(promptId: string): string | null;
  /** Why it gave the prompt its tags, in its words; empty where it gave no reason. */
  reasonOf(promptId: string): string;
}

interface CheckedSubject {
  readonly prompts: readonly Prompt[];
  readonly map: { readonly labels: Int32Array };
  readonly names: NameProposals;
  readonly proposedCategories: CategoryProposals;
  readonly judging: { readonly tags: Pick<TagResults, 'of'> };
}

const PER_PROMPT = ['criteria', 'expert', 'occupations', 'quality', 'labels'] as const;

/** All that models, and the prompts' files, say of the prompts: by question and source. */
export function checkableTags(subject: CheckedSubject): ReadonlyMap<string, CheckableTags> {
  const { prompts, map, names, judging } = subject;
  const found = new Map<string, CheckableTags>();
  const add = (
    task: TagQuestion['task'],
    tagged: Omit<CheckableTags, 'task' | 'leftOut'> & Partial<Pick<CheckableTags, 'leftOut'>>,
  ) => found.set(tagged.kept ? task : `${task} of the files`, { task, leftOut: 0, ...tagged });
  for (const task of PER_PROMPT) {
    const kept: KeptTags<unknown> | null = judging.tags.of(task);
    if (!kept) continue;
    const held = new Map(
      Array.from(kept.tags, ([id, value]) => [id, heldTags(kept.question, value)] as const),
    );
    const reasonOf = (id: string) => reasonOfTag(kept.tags.get(id));
    add(task, { kept, tags: yesNoTags(kept.question), held, askedAs: (id) => id, reasonOf });
  }
  const { proposedCategories } = subject;
  if (proposedCategories.kept && proposedCategories.tags.length > 0) {
    const { kept, tags, held, all } = proposedCategories;
    const reasons = new Map(all.map(({ name, reason }) => [name, reason]));
    const reasonOf = (id: string) =>
      (held.get(id) ?? []).map((name) => reasons.get(name)).join(' ');
    add('categories', { kept, tags, held, askedAs: () => CLUSTER_LIST, reasonOf });
  }
  const { kept, tags } = names;
  if (kept && tags.length > 0) {
    const rows = new Map(prompts.map(({ id }, row) => [id, row]));
    const askedAs = (id: string) => names.askedAs(map.labels[rows.get(id) ?? -1]);
    const reasonOf = (id: string) => reasonOfTag(kept.tags.get(askedAs(id) ?? ''));
    add('names', { kept, tags, held: names.held, askedAs, reasonOf });
  }
  for (const column of importedColumns(prompts)) {
    add(column.task, { ...column, kept: null, askedAs: () => null, reasonOf: () => '' });
  }
  return found;
}
