import type { FieldValue, Prompt } from '../data';

/** A prompt on its way out, with what the selection knows of it. */
export interface ExportedPrompt {
  readonly prompt: Prompt;
  /** Default: the prompt's field `category`. */
  readonly category?: string;
  /** Null is noise. Default: the prompt's field `cluster`, else `subcategory`. */
  readonly cluster?: string | null;
  readonly clusterName?: string;
}

/** A column of a table of prompts, with a value for each. */
export interface ExportColumn {
  readonly name: string;
  /** `field` holds any values, the others texts or whole numbers. */
  readonly type: 'text' | 'count' | 'field';
  readonly values: readonly FieldValue[];
}

/** Before a field's name that a column of the table bears already. */
const IMPORTED = 'imported_';

/** A field's value as text, empty for none. */
export function fieldText({ fields }: Prompt, ...names: string[]): string {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? fields[name] : null;
    if (value !== null) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return '';
}

export function categoryOf({ prompt, category }: ExportedPrompt): string {
  return category ?? fieldText(prompt, 'category');
}

export function clusterOf({ prompt, cluster }: ExportedPrompt): string {
  return cluster === undefined ? fieldText(prompt, 'cluster', 'subcategory') : (cluster ?? '');
}

/** A prompt's fields, with the selection's category and cluster in the place of the file's. */
export function exportedFields(row: ExportedPrompt): Record<string, FieldValue> {
  const { prompt, category, cluster, clusterName } = row;
  const fields = { ...prompt.fields };
  if (category !== undefined) fields.category = category;
  if (cluster === undefined) return fields;
  fields.cluster = cluster;
  // The name of a cluster of the file is not that of this one.
  if (clusterName !== undefined) fields.cluster_name = clusterName;
  else delete fields.cluster_name;
  return fields;
}

/**
 * Prompts as a table: id, prompt, category, cluster, source, language, words and count, then one column
 * a field. A field of one of these names keeps its values under `imported_` and its name.
 */
export function exportColumns(rows: readonly ExportedPrompt[]): ExportColumn[] {
  const text = (name: string, value: (row: ExportedPrompt) => string): ExportColumn => ({
    ...{ name, type: 'text' },
    values: rows.map(value),
  });
  const count = (name: string, value: (row: ExportedPrompt) => number): ExportColumn => ({
    ...{ name, type: 'count' },
    values: rows.map(value),
  });
  const own = [
    text('id', ({ prompt }) => prompt.id),
    text('prompt', ({ prompt }) => prompt.text),
    text('category', categoryOf),
    text('cluster', clusterOf),
    text('source', ({ prompt }) => prompt.source),
    text('language', ({ prompt }) => prompt.language),
    count('words', ({ prompt }) => prompt.words),
    count('count', ({ prompt }) => prompt.count),
  ];
  const fields = rows.map(exportedFields);
  const names = new Set(fields.flatMap(Object.keys));
  // Both stand in columns of their own.
  names.delete('category');
  names.delete('cluster');
  const taken = new Set([...own.map(({ name }) => name), ...names]);
  const others = Array.from(names, (field): ExportColumn => {
    const name = own.some((column) => column.name === field) ? freeName(field, taken) : field;
    return { name, type: 'field', values: fields.map((each) => each[field] ?? null) };
  });
  return [...own, ...others];
}

function freeName(field: string, taken: Set<string>): string {
  let name = IMPORTED + field;
  while (taken.has(name)) name = IMPORTED + name;
  taken.add(name);
  return name;
}
