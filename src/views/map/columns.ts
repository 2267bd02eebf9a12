import type { FieldValue } from '../../core/data';
import { CATEGORY_SLOTS, NOISE_SLOT, RAMP_START, RAMP_STEPS } from '../charts/scatter/point-style';
import { numberText } from '../widgets/figures';
import { languageName } from '../widgets/language-name';
import type { MapModel } from '../../workspace/map-model';

/** The parts of the model that columns are made of. */
export type ColumnSource = Pick<
  MapModel,
  'prompts' | 'labels' | 'clusters' | 'categories' | 'categoryColours' | 'scores'
>;

export interface ColumnOption {
  /** `cluster`, `label`, `score`, `language`, `source`, or `field:` and the field's name. */
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
}

const FIELD = 'field:';
const SAMPLED_ROWS = 5_000;
const MAX_DISTINCT = 100;

/** What the prompts at hand can be coloured by; fields that hold free text or ids are left out. */
export function columnOptions(source: ColumnSource): readonly ColumnOption[] {
  const options: ColumnOption[] = [{ id: 'cluster', title: 'cluster' }];
  if (source.categories) options.push({ id: 'label', title: 'label' });
  if (source.scores) options.push({ id: 'score', title: 'score' });
  options.push({ id: 'language', title: 'language' }, { id: 'source', title: 'source' });
  const seen = new Map<string, Set<string>>();
  for (const prompt of source.prompts.slice(0, SAMPLED_ROWS)) {
    for (const [name, value] of Object.entries(prompt.fields)) {
      const values = seen.get(name) ?? new Set<string>();
      seen.set(name, values);
      if (typeof value === 'number') values.add('number');
      else if (firstText(value) !== null) values.add(`text ${firstText(value)}`);
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
 * grey; a list counts by its first entry. Numbers: up to eight ordered steps. An unknown id gives
 * the clusters.
 */
export function columnOf(source: ColumnSource, id: string): Column {
  const { prompts, categories, categoryColours, scores } = source;
  if (id === 'label' && categories) {
    const column = textColumn(id, 'label', categories);
    const slotOf = (value: string) => categoryColours.get(value) ?? NOISE_SLOT;
    return { ...column, values: column.values.map((v) => ({ ...v, slot: slotOf(v.value) })) };
  }
  if (id === 'score' && scores) return numberColumn(id, 'score', Float64Array.from(scores));
  if (id === 'source')
    return textColumn(
      id,
      'source',
      prompts.map((prompt) => prompt.source),
    );
  if (id === 'language') {
    const codes = prompts.map((prompt) => prompt.language);
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
      : textColumn(id, name, raw.map(firstText));
  }
  return clusterColumn(source);
}

function firstText(value: FieldValue): string | null {
  const first = typeof value === 'object' ? value?.[0] : value;
  return first === undefined || first === null || first === '' ? null : String(first);
}

function clusterColumn({ labels, clusters }: ColumnSource): Column {
  const codeOf = new Map(clusters.map((cluster, code) => [cluster.id, code]));
  const named = clusters.map(({ id, name, colour }) => ({ value: `${id}`, name, slot: colour }));
  const values = [...named, { value: '-1', name: 'in no cluster', slot: NOISE_SLOT }];
  const codes = Int32Array.from(labels, (label) => codeOf.get(label) ?? clusters.length);
  return { id: 'cluster', title: 'cluster', values, codes };
}

function textColumn(
  id: string,
  title: string,
  texts: readonly (string | null)[],
  nameOf = (value: string) => value,
): Column {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const coloured = sorted.length <= CATEGORY_SLOTS ? CATEGORY_SLOTS : CATEGORY_SLOTS - 1;
  const values = sorted.map(([value], i) => ({
    value,
    name: nameOf(value),
    slot: i < coloured ? i : NOISE_SLOT,
  }));
  const codeOf = new Map(values.map(({ value }, code) => [value, code]));
  const codes = Int32Array.from(texts, (text) => (text === null ? -1 : (codeOf.get(text) ?? -1)));
  return { id, title, values, codes };
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
    return { id, title, values, codes };
  }
  const width = (max - min) / RAMP_STEPS;
  const edge = (i: number) => numberText(min + i * width);
  const values = Array.from({ length: RAMP_STEPS }, (_, i) =>
    step(i, RAMP_STEPS, `${edge(i)} to ${edge(i + 1)}`),
  );
  const codes = Int32Array.from(numbers, (number) =>
    Number.isFinite(number) ? Math.min(RAMP_STEPS - 1, Math.floor((number - min) / width)) : -1,
  );
  return { id, title, values, codes };
}

function step(i: number, of: number, name: string): ColumnValue {
  const position = of === 1 ? RAMP_STEPS - 1 : Math.round((i * (RAMP_STEPS - 1)) / (of - 1));
  return { value: `${i}`, name, slot: RAMP_START + position };
}
