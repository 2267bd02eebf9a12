import type { FieldValue, Label, Prompt } from '../data';
import { heldOutBy, SPLIT_COLUMN } from './held-out';

/** More distinct values than this are texts or numbers, not categories. */
const MAX_CATEGORIES = 100;
const MAX_NAME_CHARACTERS = 80;
/** A column is refused where more of its values than this share can't name a category. */
const MAX_UNNAMED_SHARE = 0.5;

export interface LabelColumn {
  readonly field: string;
  /** Distinct values, by falling count. */
  readonly values: readonly { readonly name: string; readonly count: number }[];
  /** Prompts that have a value. */
  readonly labelled: number;
  /** Prompts whose value can't name a category, as it is too long, a list or a fraction. */
  readonly unnamed: number;
}

export interface LabelColumns {
  readonly offered: readonly LabelColumn[];
  /** The other columns, each with the reason in words, such as "only one value". */
  readonly refused: readonly { readonly field: string; readonly reason: string }[];
}

/** Why a value is no category's name. */
const FAULTS = {
  list: 'lists, not single names',
  fraction: 'numbers with fractions',
  long: `texts of more than ${MAX_NAME_CHARACTERS} characters`,
} as const;
type Fault = keyof typeof FAULTS;

interface Tally {
  readonly names: Map<string, number>;
  readonly faults: Record<Fault, number>;
  crowded: boolean;
}

/**
 * The prompts' fields that can serve as categories, those with 2 to 100 distinct short names (texts,
 * whole numbers, booleans), and why the others can't. Cost: one pass.
 */
export function labelColumns(prompts: readonly Prompt[]): LabelColumns {
  const tallies = new Map<string, Tally>();
  for (const { fields } of prompts)
    for (const [field, value] of Object.entries(fields)) {
      const tally = tallies.get(field) ?? emptyTally();
      tallies.set(field, tally);
      if (!tally.crowded) count(tally, value);
    }
  const offered: LabelColumn[] = [];
  const refused: LabelColumns['refused'][number][] = [];
  for (const [field, { names, faults, crowded }] of tallies) {
    const labelled = sum(names.values());
    const unnamed = sum(Object.values(faults));
    const reason = crowded
      ? `more than ${MAX_CATEGORIES} different values`
      : reasonAgainst(names, faults, unnamed / (labelled + unnamed));
    if (reason === null) offered.push({ field, values: byCount(names), labelled, unnamed });
    else refused.push({ field, reason });
  }
  return { offered, refused };
}

/**
 * Labels of source `import` from a field; prompts without a value that is a name get none. Those whose
 * field `split` says validation or test are held out, unless that is said of all of them.
 */
export function labelsOfColumn(prompts: readonly Prompt[], field: string): Label[] {
  const labels = prompts.flatMap(({ id, fields }): Label[] => {
    const name = Object.hasOwn(fields, field) ? nameOf(fields[field]) : '';
    if (name === '' || faultOf(fields[field], name)) return [];
    const split = Object.hasOwn(fields, SPLIT_COLUMN) ? fields[SPLIT_COLUMN] : null;
    return [
      { promptId: id, category: name, source: 'import', probability: 1, ...heldOutBy(split) },
    ];
  });
  if (labels.some(({ heldOut }) => !heldOut)) return labels;
  // A whole data set is often the test part of a larger one.
  return labels.map(({ heldOut: _, ...label }) => label);
}

function emptyTally(): Tally {
  return { names: new Map(), faults: { list: 0, fraction: 0, long: 0 }, crowded: false };
}

function count(tally: Tally, value: FieldValue): void {
  const name = nameOf(value);
  if (name === '') return;
  const fault = faultOf(value, name);
  if (fault) tally.faults[fault]++;
  else tally.names.set(name, (tally.names.get(name) ?? 0) + 1);
  tally.crowded = tally.names.size > MAX_CATEGORIES;
}

/** A value as a name; empty where there is none. */
function nameOf(value: FieldValue): string {
  return value === null ? '' : String(value).trim();
}

function faultOf(value: FieldValue, name: string): Fault | null {
  if (typeof value === 'object') return 'list';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'fraction';
  return name.length > MAX_NAME_CHARACTERS ? 'long' : null;
}

function reasonAgainst(
  names: ReadonlyMap<string, number>,
  faults: Readonly<Record<Fault, number>>,
  unnamedShare: number,
): string | null {
  if (unnamedShare > MAX_UNNAMED_SHARE) {
    const kinds = Object.keys(FAULTS) as Fault[];
    return FAULTS[kinds.reduce((most, kind) => (faults[kind] > faults[most] ? kind : most))];
  }
  if (names.size === 0) return 'no values';
  return names.size === 1 ? 'only one value' : null;
}

function byCount(names: ReadonlyMap<string, number>): LabelColumn['values'] {
  return Array.from(names, ([name, count]) => ({ name, count })).sort(
    (a, b) => b.count - a.count || (a.name < b.name ? -1 : 1),
  );
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
