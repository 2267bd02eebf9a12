import type { ClusterName } from '../core/judging/cluster-naming';
import type { CriteriaTag } from '../core/judging/criteria';
import type { ExpertTag } from '../core/judging/expert';
import type { NamedTags } from '../core/judging/name-list-task';
import type { SuggestedLabel } from '../core/judging/label-suggestion';
import type { ModelChoice, TagQuestion, TagSpec } from '../core/judging/run-spec';
import { tagVersion } from '../core/judging/tag-task';
import { tagTask } from '../core/judging/tag-tasks';
import type { Category } from '../core/labels/category';
import type { Tagged } from '../stages/tag';
import type { History } from './history.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'tags';

/** What each question's replies hold. */
export interface TagValues {
  readonly criteria: CriteriaTag;
  readonly expert: ExpertTag;
  readonly occupations: NamedTags;
  readonly quality: NamedTags;
  readonly labels: SuggestedLabel;
  readonly names: ClusterName;
  readonly categories: readonly Category[];
}

/** The tags that the last run of a question gave, with how many it did not. */
export interface KeptTags<T> {
  readonly run: string;
  readonly question: TagQuestion;
  readonly tagger: ModelChoice;
  /** Version of the question as it was put, see `tagVersion`. */
  readonly template: string;
  /** By prompt id, or the id of what was asked about. */
  readonly tags: ReadonlyMap<string, T>;
  readonly unparsed: number;
  readonly failed: number;
  /** Not asked yet. */
  readonly open: number;
}

type AllTags = { readonly [Q in keyof TagValues]?: KeptTags<TagValues[Q]> };

interface TagServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  report(error: unknown): void;
}

/** The workspace's tags by models, each question's last run. Each run's tags are one step of undo. */
export class TagResults {
  #all = $state.raw<AllTags>({});
  #saved: Promise<void> = Promise.resolve();
  readonly #services: TagServices;

  constructor(services: TagServices) {
    this.#services = services;
  }

  async load(): Promise<void> {
    this.#all = (await this.#services.store.stage<AllTags>(STAGE))?.result ?? {};
  }

  of<Q extends keyof TagValues>(question: Q): KeptTags<TagValues[Q]> | null {
    return this.#all[question] ?? null;
  }

  /**
   * Takes a run's tags in the place of the question's earlier ones; nothing where they are the same.
   * Resolves when they are stored.
   */
  async keep(run: string, { question, tagger }: TagSpec, tagged: Tagged<unknown>): Promise<void> {
    const { task } = question;
    const held = this.#all[task];
    const isSame =
      held?.run === run &&
      held.tags.size === tagged.tags.size &&
      held.unparsed === tagged.unparsed &&
      held.failed === tagged.failed;
    // A run that brought nothing, as one with a wrong key, takes nothing away.
    if (isSame || tagged.tags.size === 0) return;
    const asked = tagTask(question);
    const kept = { run, question, tagger, template: tagVersion(asked), ...tagged };
    this.#change(`${asked.name} by ${tagger.model}`, { ...this.#all, [task]: kept });
    await this.#saved;
  }

  /** Takes the tags of a question away. */
  drop(question: keyof TagValues): void {
    const held = this.#all[question];
    if (!held) return;
    const { [question]: _, ...others } = this.#all;
    this.#change(`Drop ${tagTask(held.question).name.toLowerCase()}`, others);
  }

  #change(label: string, next: AllTags): void {
    const before = this.#all;
    const { store, history } = this.#services;
    if (store.readOnly) this.#all = next;
    else history.run({ label, redo: () => this.#show(next), undo: () => this.#show(before) });
  }

  #show(all: AllTags): void {
    this.#all = all;
    const { store, report } = this.#services;
    this.#saved = store.saveStage(STAGE, STAGE, all).catch(report);
  }
}
