import type { FieldValue, Label, Prompt } from '../data';

/** More distinct values than this are texts or numbers, not categories. */
const MAX_CATEGORIES = 100;
const MAX_NAME_CHARACTERS = 80;

export interface LabelColumn {
  readonly field: string;
  /** Distinct values, by falling count. */
  readonly values: readonly { readonly name: string; readonly count: number }[];
  /** Prompts that have a value. */
  readonly labelled: number;
}

/** The prompts' fields that can serve as categories: 2 to 100 distinct short texts. Cost: one pass. */
export function labelColumns(prompts: readonly Prompt[]): LabelColumn[] {
  const counts = new Map<string, Map<string, number> | null>();
  for (const { fields } of prompts)
    for (const [field, value] of Object.entries(fields)) {
      const known = counts.get(field);
      const name = categoryName(value);
      if (known === null || name === '') continue;
      const values = known ?? new Map<string, number>();
      if (name !== null) values.set(name, (values.get(name) ?? 0) + 1);
      counts.set(field, name === null || values.size > MAX_CATEGORIES ? null : values);
    }
  return [...counts].flatMap(([field, values]) => {
    if (!values || values.size < 2) return [];
    const sorted = Array.from(values, ([name, count]) => ({ name, count })).sort(
      (a, b) => b.count - a.count || (a.name < b.name ? -1 : 1),
    );
    return [{ field, values: sorted, labelled: sorted.reduce((sum, { count }) => sum + count, 0) }];
  });
}

/** Labels of source `import` from a field; prompts without a value get none. */
export function labelsOfColumn(prompts: readonly Prompt[], field: string): Label[] {
  return prompts.flatMap(({ id, fields }) => {
    const name = Object.hasOwn(fields, field) ? categoryName(fields[field]) : '';
    return name ? [{ promptId: id, category: name, source: 'import', probability: 1 }] : [];
  });
}

/** Empty where there is no value, null where the value can't name a category. */
function categoryName(value: FieldValue): string | null {
  if (value === null) return '';
  if (typeof value !== 'string') return null;
  const name = value.trim();
  return name.length > MAX_NAME_CHARACTERS ? null : name;
}
