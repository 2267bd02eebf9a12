import { TouchstoneError, type Label, type Prompt, type RowError } from '../core/data';
import { decodeTextFile } from '../core/formats/text-encoding';
import { GENERAL, type Category } from '../core/labels/category';
import { labelsOfColumn } from '../core/labels/label-column';
import { parseLabelFile } from '../core/labels/label-file';
import { labelPatch, patched } from '../core/labels/label-patch';
import { resolveLabelRows, rowsByPromptId } from '../core/labels/label-rows';
import { assignLabels, handLabels, removeLabels, type LabelSet } from '../core/labels/label-set';
import {
  addCategories,
  changeCategory,
  NO_LABELS,
  removeCategory,
  type LabelCategory,
  type LabelSettings,
  type LabelState,
} from '../core/labels/label-state';
import { idsByAlias } from '../core/prompts/prompt-aliases';
import type { Edit, History } from './history.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const LABELS_STAGE = 'labels';

export interface LabelEditsSubject {
  readonly prompts: readonly Prompt[];
  /** Rows of the prompts' files that were left out. */
  readonly rowErrors: readonly RowError[];
  readonly history: History;
  /** Whose suggested labels follow a category's name. */
  readonly judging?: {
    readonly tags: { renaming(from: string, to: string): Pick<Edit, 'redo' | 'undo'> | null };
  };
  report(error: unknown): void;
}

/** What became of labels that were taken in. */
export interface TakenLabels {
  readonly taken: number;
  /** Prompts that kept a stronger label, given by hand. */
  readonly kept: number;
  /** Of those taken in, how many are held out for validation. */
  readonly heldOut: number;
  /** Names that became categories, in the order of their first label. */
  readonly added: readonly string[];
  /** Rows of a file that were k-NN's own, which is asked anew. */
  readonly computed: number;
  /** Rows left out, each with its reason. */
  readonly errors: readonly RowError[];
}

/** The categories, labels and settings that a person decides: every change is undoable and kept. */
export class LabelEdits {
  // Three signals, so that what follows one of them rests while the others change.
  #categories = $state.raw(NO_LABELS.categories);
  #given = $state.raw(NO_LABELS.given);
  #settings = $state.raw(NO_LABELS.settings);
  readonly #subject: LabelEditsSubject;
  readonly #store: WorkspaceStore;

  constructor(subject: LabelEditsSubject, store: WorkspaceStore) {
    this.#subject = subject;
    this.#store = store;
  }

  get categories(): readonly LabelCategory[] {
    return this.#categories;
  }
  /** Labels given by hand, import or model, by prompt id. */
  get given(): LabelSet {
    return this.#given;
  }
  get settings(): LabelSettings {
    return this.#settings;
  }

  async load(): Promise<void> {
    this.#show((await this.#store.stage<LabelState>(LABELS_STAGE))?.result ?? NO_LABELS);
  }

  addCategories(added: readonly Category[]): void {
    const label = added.length === 1 ? `Add ${added[0].name}` : `Add ${added.length} categories`;
    this.#edit(label, addCategories(this.#state, added));
  }
  /** @throws TouchstoneError `category-name`, `category-exists` */
  changeCategory(name: string, change: Partial<LabelCategory>): void {
    const next = changeCategory(this.#state, name, change);
    const to = (change.name ?? name).trim();
    this.#edit(`Change ${name}`, next, this.#subject.judging?.tags.renaming(name, to));
  }
  /** Its labels come off with it. */
  removeCategory(name: string): void {
    this.#edit(`Delete ${name}`, removeCategory(this.#state, name));
  }

  /** Labels prompts by hand. @param category a category's name, or `general` */
  assign(indices: Iterable<number>, category: string): void {
    const ids = this.#ids(indices);
    const { labels } = assignLabels(
      this.#given,
      // What is held out stays so when it is corrected.
      handLabels(ids, category).map((label) => {
        const heldOut = this.#given.get(label.promptId)?.heldOut;
        return heldOut ? { ...label, heldOut } : label;
      }),
    );
    const what = ids.length === 1 ? '' : `${ids.length} prompts `;
    this.#edit(`Label ${what}as ${category}`, { ...this.#state, given: labels });
  }

  /** Takes given labels off; the prompts are open to k-NN again. */
  unassign(indices: Iterable<number>): void {
    const given = removeLabels(this.#given, this.#ids(indices));
    this.#edit('Take labels off', { ...this.#state, given });
  }

  /** Labels from a field of the prompts, whose new values become categories. Hand labels stay. */
  takeInColumn(field: string): TakenLabels {
    const labels = labelsOfColumn(this.#subject.prompts, field);
    return { ...this.takeIn(labels, `Labels from ${field}`), computed: 0, errors: [] };
  }

  /**
   * Labels from a table, see `parseLabelFile`. Rows that don't fit are listed, the rest comes in.
   * Labels given by hand here stay, whatever the file says.
   * @param withNew names that are no category yet become one, where otherwise their rows are errors
   * @throws TouchstoneError `label-columns`, `label-rows`, `no-label`
   */
  async takeInFile(file: { name: string; blob: Blob }, withNew: boolean): Promise<TakenLabels> {
    const { prompts, rowErrors } = this.#subject;
    const { rows, errors, byRow } = parseLabelFile(
      decodeTextFile(new Uint8Array(await file.blob.arrayBuffer())),
      file.name,
    );
    const named = byRow
      ? rowsByPromptId(rows, prompts, rowErrors.length, file.name)
      : { rows, errors: [] };
    const ids = new Set(prompts.map(({ id }) => id));
    const known = withNew ? null : new Set(this.#categories.map(({ name }) => name));
    const found = resolveLabelRows(named.rows, ids, known, file.name, idsByAlias(prompts));
    const allErrors = [...errors, ...named.errors, ...found.errors];
    if (found.labels.length === 0 && found.computed === 0)
      throw new TouchstoneError(
        'no-label',
        `${file.name} holds no label for the prompts here; nothing was changed. ${allErrors[0] ? `Line ${allErrors[0].row}: ${allErrors[0].reason}` : 'It has no rows.'}`,
      );
    const taken = this.takeIn(found.labels, `Labels from ${file.name}`);
    return { ...taken, computed: found.computed, errors: allErrors };
  }

  protected changeSettings(change: Partial<LabelSettings>): void {
    const settings = { ...this.#settings, ...change };
    this.#edit('Change label settings', { ...this.#state, settings });
  }

  /** Labels from elsewhere, whose new names become categories. Hand labels stay. @param label of the step in the history */
  takeIn(
    labels: readonly Label[],
    label: string,
  ): Pick<TakenLabels, 'taken' | 'kept' | 'heldOut' | 'added'> {
    const names = new Set(labels.map(({ category }) => category));
    names.delete(GENERAL);
    const widened = addCategories(
      this.#state,
      Array.from(names, (name) => ({ name, description: '' })),
    );
    const open = labels.filter(({ promptId, category }) => {
      const standing = widened.given.get(promptId);
      return standing?.source !== 'hand' || standing.category === category;
    });
    const { labels: given, kept } = assignLabels(widened.given, open);
    const added = widened.categories.slice(this.#categories.length).map(({ name }) => name);
    this.#edit(label, { ...widened, given });
    const taken = open.length - kept.length;
    const heldOut = open.filter((each) => given.get(each.promptId) === each && each.heldOut).length;
    return { taken, kept: labels.length - taken, heldOut, added };
  }

  #ids(indices: Iterable<number>): string[] {
    return Array.from(indices, (index) => this.#subject.prompts[index].id);
  }

  get #state(): LabelState {
    return { categories: this.#categories, given: this.#given, settings: this.#settings };
  }

  #show({ categories, given, settings }: LabelState): void {
    this.#categories = categories;
    this.#given = given;
    this.#settings = settings;
  }

  /** @param along a part of the same step elsewhere */
  #edit(label: string, next: LabelState, along?: Pick<Edit, 'redo' | 'undo'> | null): void {
    const before = this.#state;
    const patch = labelPatch(before.given, next.given);
    const show = (side: 'before' | 'after') => {
      const { categories, settings } = side === 'after' ? next : before;
      const given = patch.changes.size > 0 ? patched(this.#given, patch, side) : this.#given;
      this.#show({ categories, settings, given });
      this.#save();
    };
    this.#subject.history.run({
      label,
      redo: () => {
        show('after');
        along?.redo();
      },
      undo: () => {
        show('before');
        along?.undo();
      },
    });
  }

  #save(): void {
    this.#store
      .saveStage(LABELS_STAGE, LABELS_STAGE, this.#state)
      .catch((error: unknown) => this.#subject.report(error));
  }
}
