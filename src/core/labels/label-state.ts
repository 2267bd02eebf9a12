import { TouchstoneError } from '../data';
import { GENERAL, type Category } from './category';
import { PAPER_THRESHOLD, type EntropyThreshold } from './entropy-threshold';
import type { KnnWeights } from './knn';
import type { LabelSet } from './label-set';

/** Slots of the category palette. */
const COLOURS = 12;

export interface LabelCategory extends Category {
  /** Slot of the category palette, 0 to 11; it stays through renames. */
  readonly colour: number;
}

export interface LabelSettings {
  /** Neighbours asked; null follows the labels, see `suggestK`. */
  readonly k: number | null;
  readonly weights: KnnWeights;
  readonly threshold: EntropyThreshold;
}

/** All that a person decides about labels. Never changed in place: an earlier state is the undo. */
export interface LabelState {
  readonly categories: readonly LabelCategory[];
  /** Labels given by hand, import or a model. Those of k-NN are computed, not kept here. */
  readonly given: LabelSet;
  readonly settings: LabelSettings;
}

export const NO_LABELS: LabelState = {
  categories: [],
  given: new Map(),
  settings: { k: null, weights: 'uniform', threshold: PAPER_THRESHOLD },
};

/** Adds categories, each in the palette's least used colour; those there already stay as they are. */
export function addCategories(state: LabelState, added: Iterable<Category>): LabelState {
  const categories = [...state.categories];
  for (const { name, description } of added) {
    const trimmed = checkedName(name);
    if (categories.some((category) => category.name === trimmed)) continue;
    categories.push({ name: trimmed, description, colour: freeColour(categories) });
  }
  return { ...state, categories };
}

/**
 * Gives a category another name, description or colour; its labels follow the name.
 * @throws TouchstoneError `category-name`, `category-exists`
 */
export function changeCategory(
  state: LabelState,
  from: string,
  change: Partial<LabelCategory>,
): LabelState {
  const name = checkedName(change.name ?? from);
  if (name !== from && state.categories.some((category) => category.name === name))
    throw new TouchstoneError(
      'category-exists',
      `There is a category "${name}" already. Choose another name, or relabel the prompts of "${from}" as "${name}".`,
    );
  const categories = state.categories.map((category) =>
    category.name === from ? { ...category, ...change, name } : category,
  );
  if (name === from) return { ...state, categories };
  const given = new Map(state.given);
  for (const [id, label] of given)
    if (label.category === from) given.set(id, { ...label, category: name });
  return { ...state, categories, given };
}

/** Takes a category away and the labels of it off: those prompts are open again. */
export function removeCategory(state: LabelState, name: string): LabelState {
  const given = new Map([...state.given].filter(([, label]) => label.category !== name));
  return { ...state, categories: state.categories.filter((each) => each.name !== name), given };
}

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '')
    throw new TouchstoneError('category-name', 'The category has no name. Give it one.');
  if (trimmed === GENERAL)
    throw new TouchstoneError(
      'category-name',
      `"${GENERAL}" is the bucket for uncertain prompts, not a category. Choose another name.`,
    );
  return trimmed;
}

function freeColour(categories: readonly LabelCategory[]): number {
  const used = new Int32Array(COLOURS);
  for (const { colour } of categories) used[colour]++;
  return used.indexOf(Math.min(...used));
}
