import type { CriteriaTag } from '../core/judging/criteria';
import type { ExpertTag } from '../core/judging/expert';
import type { NamedTags } from '../core/judging/name-list-task';
import type { SuggestedLabel } from '../core/judging/label-suggestion';
import type { TagQuestion } from '../core/judging/run-spec';
import type { Category } from '../core/labels/category';
import type { Tagged } from '../stages/tag';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'tags';

/** What each question's replies hold. */
export interface TagValues {
  readonly criteria: CriteriaTag;
  readonly expert: ExpertTag;
  readonly occupations: NamedTags;
  readonly quality: NamedTags;
  readonly labels: SuggestedLabel;
  readonly names: string;
  readonly categories: readonly Category[];
}

/** The tags that the last run of a question gave, with how many it did not. */
export interface KeptTags<T> {
  readonly run: string;
  readonly question: TagQuestion;
  /** By prompt id, or the id of what was asked about. */
  readonly tags: ReadonlyMap<string, T>;
  readonly unparsed: number;
  readonly failed: number;
  /** Not asked yet. */
  readonly open: number;
}

type AllTags = { readonly [Q in keyof TagValues]?: KeptTags<TagValues[Q]> };

/** The workspace's tags by models, each question's last run. */
export class TagResults {
  #all = $state.raw<AllTags>({});
  readonly #store: WorkspaceStore;

  constructor(store: WorkspaceStore) {
    this.#store = store;
  }

  async load(): Promise<void> {
    this.#all = (await this.#store.stage<AllTags>(STAGE))?.result ?? {};
  }

  of<Q extends keyof TagValues>(question: Q): KeptTags<TagValues[Q]> | null {
    return this.#all[question] ?? null;
  }

  async keep(run: string, question: TagQuestion, tagged: Tagged<unknown>): Promise<void> {
    this.#all = { ...this.#all, [question.task]: { run, question, ...tagged } };
    await this.#store.saveStage(STAGE, STAGE, this.#all);
  }
}
