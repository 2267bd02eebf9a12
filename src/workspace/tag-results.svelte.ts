import type { ProposedCategory } from '../core/judging/category-generator';
import type { ClusterName } from '../core/judging/cluster-naming';
import type { CriteriaTag } from '../core/judging/criteria';
import type { ExpertTag } from '../core/judging/expert';
import type { KnownCluster } from '../core/judging/known-clusters';
import type { NamedTags } from '../core/judging/name-list-task';
import type { SuggestedLabel } from '../core/judging/label-suggestion';
import type { ModelChoice, TagQuestion, TagSpec } from '../core/judging/run-spec';
import { tagVersion } from '../core/judging/tag-task';
import { tagTask } from '../core/judging/tag-tasks';
import { Slice } from '../stages/pause';
import type { Tagged } from '../stages/tag';
import type { Edit, History } from './history.svelte';
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
  readonly categories: readonly ProposedCategory[];
}

/** The tags of a question by one tagger, joined over its runs, with what gave none. */
export interface KeptTags<T> {
  readonly question: TagQuestion;
  readonly tagger: ModelChoice;
  /** Version of the question as it was put, see `tagVersion`. */
  readonly template: string;
  /** By prompt id, or the id of what was asked about. */
  readonly tags: ReadonlyMap<string, T>;
  /** Ids whose replies could not be read. */
  readonly unparsed: ReadonlySet<string>;
  /** Ids without a reply. */
  readonly failed: ReadonlySet<string>;
  /** The question as it was put before categories in it were renamed, the oldest first. */
  readonly earlier?: readonly TagQuestion[];
}

type AllTags = { readonly [Q in keyof TagValues]?: KeptTags<TagValues[Q]> };

interface TagServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  report(error: unknown): void;
}

/**
 * The workspace's tags by models: for each question those of one tagger and one version of its words,
 * so that no two scales mix in a score. Parts of the same are joined. Each change is one step of undo.
 */
export class TagResults {
  #all = $state.raw<AllTags>({});
  #saved: Promise<void> = Promise.resolve();
  readonly #services: TagServices;

  constructor(services: TagServices) {
    this.#services = services;
  }

  async load(): Promise<void> {
    const stored = (await this.#services.store.stage<AllTags>(STAGE))?.result ?? {};
    // Tags in a form of before the first release are asked for again, and cost nothing: replies are kept.
    const readable = Object.entries(stored).filter(
      ([, { unparsed, question }]) => unparsed instanceof Set && namesClusters(question),
    );
    this.#all = Object.fromEntries(readable) as AllTags;
  }

  of<Q extends keyof TagValues>(question: Q): KeptTags<TagValues[Q]> | null {
    return this.#all[question] ?? null;
  }

  /** Whether a question has tags, and they were asked for in other words than these. */
  isOutdated(question: TagQuestion): boolean {
    const held = this.of(question.task);
    return held !== null && held.template !== tagVersion(tagTask(question));
  }

  /** The step by which suggested labels follow a category's new name; null where none is about it. */
  renaming(from: string, to: string): Pick<Edit, 'redo' | 'undo'> | null {
    const before = this.#all;
    const held = before.labels;
    if (held?.question.task !== 'labels') return null;
    const { categories } = held.question;
    if (from === to || categories.every(({ name }) => name !== from)) return null;
    const question: TagQuestion = {
      task: 'labels',
      categories: categories
        .filter(({ name }) => name !== to)
        .map((each) => (each.name === from ? { ...each, name: to } : each)),
    };
    const tags = Array.from(held.tags, ([id, tag]): [string, SuggestedLabel] => [
      id,
      tag.category === from ? { ...tag, category: to } : tag,
    ]);
    const labels = {
      ...{ ...held, question, template: tagVersion(tagTask(question)), tags: new Map(tags) },
      earlier: [...(held.earlier ?? []), held.question],
    };
    return {
      redo: () => this.#show({ ...before, labels }),
      undo: () => this.#show(before),
    };
  }

  /** Whether a run's tags can be kept and take none away: they join those there, or are about all of the same. */
  losesNone(spec: TagSpec, tagged: Tagged<unknown>): boolean {
    const held = this.of(spec.question.task);
    if (!held || isSameAsked(held, spec)) return true;
    if (tagged.open > 0) return false;
    // Clusters are asked about as they are now: those that are gone need no name.
    return 'items' in spec.question || [...held.tags.keys()].every((id) => wasAsked(tagged, id));
  }

  /** How many of a run's tags are not kept as they are, and how many of others would go for them. */
  async unused(
    spec: TagSpec,
    { tags }: Tagged<unknown>,
  ): Promise<{ readonly count: number; readonly replaced: number }> {
    const held = this.of(spec.question.task);
    if (!held || !isSameAsked(held, spec)) {
      return { count: tags.size, replaced: tags.size > 0 && held ? held.tags.size : 0 };
    }
    const slice = new Slice();
    const known: ReadonlyMap<string, unknown> = held.tags;
    let count = 0;
    for (const [id, tag] of tags) {
      const there = known.get(id);
      if (there !== tag && JSON.stringify(there) !== JSON.stringify(tag)) count++;
      if (slice.used) await slice.end();
    }
    return { count, replaced: 0 };
  }

  /**
   * Keeps a run's tags: joined to those of the same tagger and question, in the place of others.
   * Resolves when they are stored.
   */
  async keep(spec: TagSpec, tagged: Tagged<unknown>): Promise<void> {
    // A run that brought nothing, as one with a wrong key, takes nothing away.
    if (tagged.tags.size === 0) return;
    const { question, tagger } = spec;
    const held = this.of(question.task);
    const isPart = held !== null && isSameAsked(held, spec);
    const { tags, unparsed, failed } = isPart ? joined(held, tagged) : tagged;
    const isSame =
      isPart &&
      held.unparsed.size === unparsed.size &&
      held.failed.size === failed.size &&
      (await this.unused(spec, tagged)).count === 0;
    if (isSame) return;
    const asked = tagTask(question);
    const earlier = isPart && held.earlier ? { earlier: held.earlier } : {};
    const template = tagVersion(asked);
    const kept = { question, tagger, template, tags, unparsed, failed, ...earlier };
    this.#change(`${asked.name} by ${tagger.model}`, { ...this.#all, [question.task]: kept });
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

/** Whether what a question says of clusters, if anything, says which these were. */
function namesClusters(question: TagQuestion): boolean {
  if (question.task !== 'names' && question.task !== 'categories') return true;
  const asked: readonly Partial<KnownCluster>[] | undefined =
    question.task === 'names' ? question.items : question.clusters;
  return asked?.every(({ central }) => central !== undefined) ?? false;
}

/** How many of the prompts, or of a question's own items, the tagger was not asked about. */
export function notAsked(
  { question, tags, unparsed, failed }: KeptTags<unknown>,
  prompts: number,
): number {
  const all = 'items' in question ? question.items.length : prompts;
  return Math.max(0, all - tags.size - unparsed.size - failed.size);
}

/** The same words to the same model with the same parameters; of clusters, about the same ones. */
function isSameAsked(held: KeptTags<unknown>, { question, tagger }: TagSpec): boolean {
  const identity = ({ provider, model, parameters }: ModelChoice, asked: TagQuestion) =>
    JSON.stringify([provider, model, parameters, 'items' in asked ? asked.items : null]);
  return (
    held.template === tagVersion(tagTask(question)) &&
    identity(held.tagger, held.question) === identity(tagger, question)
  );
}

type Answered = Pick<Tagged<unknown>, 'tags' | 'unparsed' | 'failed'>;

function wasAsked({ tags, unparsed, failed }: Answered, id: string): boolean {
  return tags.has(id) || unparsed.has(id) || failed.has(id);
}

/** The later reply counts; one that says nothing takes no earlier tag away. */
function joined(held: Answered, later: Answered): Answered {
  const tags = new Map([...held.tags, ...later.tags]);
  const without = (kind: 'unparsed' | 'failed') => {
    const earlier = [...held[kind]].filter((id) => !wasAsked(later, id));
    return new Set([...earlier, ...later[kind]].filter((id) => !tags.has(id)));
  };
  return { tags, unparsed: without('unparsed'), failed: without('failed') };
}
