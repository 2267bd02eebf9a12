import type { FieldValue } from '../../core/data';
import type { TagColumn } from '../../core/judging/prompt-tags';
import { sourcesOf } from '../../core/prompts/prompt-sources';
import { CATEGORY_SLOTS, NOISE_SLOT, RAMP_START, RAMP_STEPS } from '../charts/scatter/point-style';
import { flagName } from '../widgets/flag-name';
import { numberText } from '../widgets/figures';
import { languageName } from '../widgets/language-name';
import type { MapModel, MapTags } from '../../workspace/map-model';

/** The parts of the model that columns are made of. */
export type ColumnSource = Pick<
  MapModel,
  'prompts' | 'labels' | 'clusters' | 'categories' | 'categoryColours'
> & { readonly tags: Omit<MapTags, 'saidOf'> };

export interface ColumnOption {
  /**
   * `cluster`, `label`, `score`, `expert`, `occupation`, `flag`, `language`, `source`, or `field:` and
   * the field's name.
   */
  readonly id: string;
  readonly title: string;
}

export interface ColumnValue {
  /** Stable key, used in filters. */
  readonly value: string;
  readonly name: string;
  /** Palette slot, see `point-style.ts`. */
  readonly slot: number;
}

/** A property of every prompt, ready to colour and filter by. */
export interface Column extends ColumnOption {
  readonly values: readonly ColumnValue[];
  /** Index into `values` for each prompt, −1 for none. */
  readonly codes: Int32Array;
  /** All indices of each prompt that has several values, by row; the first of them is its code. */
  readonly several: ReadonlyMap<number, readonly number[]>;
}

const FIELD = 'field:';
const SAMPLED_ROWS = 5_000;
const MAX_DISTINCT = 100;
const ONE_EACH: Column['several'] = new Map();
const NO_FIELD = 'no field';
const NO_FAULT = 'no fault';

/** What the prompts at hand can be coloured by; fields that hold free text or ids are left out. */
export function columnOptions(source: ColumnSource): readonly ColumnOption[] {
  const options: ColumnOption[] = [{ id: 'cluster', title: 'cluster' }];
  if (source.categories) options.push({ id: 'label', title: 'label' });
  const { scores, expert, occupations, flags } = source.tags;
  if (scores) options.push({ id: 'score', title: 'score' });
  if (expert) options.push({ id: 'expert', title: 'expert' });
  if (occupations) options.push({ id: 'occupation', title: 'occupation' });
  if (flags) options.push({ id: 'flag', title: 'flag' });
  options.push({ id: 'language', title: 'language' }, { id: 'source', title: 'source' });
  const seen = new Map<string, Set<string>>();
  for (const prompt of source.prompts.slice(0, SAMPLED_ROWS)) {
    for (const [name, value] of Object.entries(prompt.fields)) {
      const values = seen.get(name) ?? new Set<string>();
      seen.set(name, values);
      if (typeof value === 'number') values.add('number');
      else for (const text of textsOf(value)) values.add(`text ${text}`);
    }
  }
  for (const [name, values] of seen) {
    const count = values.size;
    const telling = values.has('number') || count > 1;
    const identifying = count > 20 && count > Math.min(source.prompts.length, SAMPLED_ROWS) / 2;
    if (telling && count <= MAX_DISTINCT && !identifying) {
      options.push({ id: FIELD + name, title: name });
    }
  }
  return options;
}

/**
 * The column of that id. Text: values by falling count, the first eleven in colours and the rest
 * grey; a prompt with a list is coloured by its first entry, and found by each. Numbers: up to eight
 * ordered steps. An unknown id gives the clusters.
 */
export function columnOf(source: ColumnSource, id: string): Column {
  const { prompts, categories, categoryColours } = source;
  const { scores, expert, occupations, flags } = source.tags;
  if (id === 'label' && categories) {
    const column = textColumn(id, 'label', categories.map(one));
    const slotOf = (value: string) => categoryColours.get(value) ?? NOISE_SLOT;
    return { ...column, values: column.values.map((v) => ({ ...v, slot: slotOf(v.value) })) };
  }
  if (id === 'score' && scores) return numberColumn(id, 'score', Float64Array.from(scores));
  if (id === 'expert' && expert) {
    const told = expert.values.map((each) => (each === null ? [] : [each ? 'expert' : 'other']));
    return withGrey(textColumn(id, 'expert', told), 'other');
  }
  if (id === 'occupation' && occupations) {
    const lists = listed(occupations, NO_FIELD);
    return withGrey(textColumn(id, 'occupation', lists), NO_FIELD);
  }
  if (id === 'flag' && flags) {
    return withGrey(textColumn(id, 'flag', listed(flags, NO_FAULT), flagName), NO_FAULT);
  }
  if (id === 'source')
    return textColumn(
      id,
      'source',
      prompts.map((prompt) => sourcesOf(prompt)),
    );
  if (id === 'language') {
    const codes = prompts.map((prompt) => [prompt.language]);
    return textColumn(id, 'language', codes, languageName);
  }
  if (id.startsWith(FIELD)) {
    const name = id.slice(FIELD.length);
    const raw = prompts.map(({ fields }) => (Object.hasOwn(fields, name) ? fields[name] : null));
    const numeric = raw.every((value) => value === null || typeof value === 'number');
    return numeric
      ? numberColumn(
          id,
          name,
          Float64Array.from(raw, (value) => Number(value ?? NaN)),
        )
      : textColumn(id, name, raw.map(textsOf));
  }
  return clusterColumn(source);
}

const one = (value: string | null): readonly string[] => (value === null ? [] : [value]);

function textsOf(value: FieldValue): readonly string[] {
  const all = Array.isArray(value) ? (value as readonly FieldValue[]) : [value];
  return all.filter((each) => each !== null && each !== '').map(String);
}

/** The column with one of its values in grey, so that the others stand out. */
function withGrey(column: Column, value: string): Column {
  const values = column.values.map((each) =>
    each.value === value ? { ...each, slot: NOISE_SLOT } : each,
  );
  return { ...column, values };
}

/** What a tagger found, by name where it looked and found nothing. */
function listed(
  { values }: TagColumn<readonly string[]>,
  nothing: string,
): readonly (readonly string[])[] {
  return values.map((list) => (list?.length === 0 ? [nothing] : (list ?? [])));
}

function clusterColumn({ labels, clusters }: ColumnSource): Column {
  const codeOf = new Map(clusters.map((cluster, code) => [cluster.id, code]));
  const named = clusters.map(({ id, name, colour }) => ({ value: `${id}`, name, slot: colour }));
  const values = [...named, { value: '-1', name: 'in no cluster', slot: NOISE_SLOT }];
  const codes = Int32Array.from(labels, (label) => codeOf.get(label) ?? clusters.length);
  return { id: 'cluster', title: 'cluster', values, codes, several: ONE_EACH };
}

function textColumn(
  id: string,
  title: string,
  lists: readonly (readonly string[])[],
  nameOf = (value: string) => value,
): Column {
  const counts = new Map<string, number>();
  for (const list of lists)
    for (const text of new Set(list)) counts.set(text, (counts.get(text) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const coloured = sorted.length <= CATEGORY_SLOTS ? CATEGORY_SLOTS : CATEGORY_SLOTS - 1;
  const values = sorted.map(([value], i) => ({
    value,
    name: nameOf(value),
    slot: i < coloured ? i : NOISE_SLOT,
  }));
  const codeOf = new Map(values.map(({ value }, code) => [value, code]));
  const several = new Map<number, readonly number[]>();
  const codes = Int32Array.from(lists, (list, row) => {
    const own = [...new Set(list)].map((text) => codeOf.get(text) as number);
    if (own.length > 1) several.set(row, own);
    return own[0] ?? -1;
  });
  return { id, title, values, codes, several };
}

function numberColumn(id: string, title: string, numbers: Float64Array): Column {
  let min = Infinity;
  let max = -Infinity;
  const distinct = new Set<number>();
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    min = Math.min(min, number);
    max = Math.max(max, number);
    if (distinct.size <= RAMP_STEPS) distinct.add(number);
  }
  if (distinct.size <= RAMP_STEPS) {
    const levels = [...distinct].sort((a, b) => a - b);
    const values = levels.map((level, i) => step(i, levels.length, numberText(level)));
    const codes = Int32Array.from(numbers, (number) => levels.indexOf(number));
    return { id, title, values, codes, several: ONE_EACH };
  }
  const width = (max - min) / RAMP_STEPS;
  const edge = (i: number) => numberText(min + i * width);
  const values = Array.from({ length: RAMP_STEPS }, (_, i) =>
    step(i, RAMP_STEPS, `${edge(i)} to ${edge(i + 1)}`),
  );
  const codes = Int32Array.from(numbers, (number) =>
    Number.isFinite(number) ? Math.min(RAMP_STEPS - 1, Math.floor((number - min) / width)) : -1,
  );
  return { id, title, values, codes, several: ONE_EACH };
}

function step(i: number, of: number, name: string): ColumnValue {
  const position = of === 1 ? RAMP_STEPS - 1 : Math.round((i * (RAMP_STEPS - 1)) / (of - 1));
  return { value: `${i}`, name, slot: RAMP_START + position };
}
