import type { FieldValue, Prompt } from '../data';

/** Columns of an import that say what a prompt is about, the first that is there counts. */
const CATEGORY_FIELDS = ['category', 'domain', 'label'];
const FLAGS_FIELD = 'flags';

/** The field that holds categories: one with text in it, or null. */
export function categoryField(prompts: readonly Prompt[]): string | null {
  const holds = (name: string) =>
    prompts.some(({ fields }) => typeof fields[name] === 'string' && fields[name] !== '');
  return CATEGORY_FIELDS.find(holds) ?? null;
}

/** Flags of a column `flags` (a list, or text with commas), by row. */
export function importedFlags(prompts: readonly Prompt[]): Map<number, readonly string[]> {
  const flags = new Map<number, readonly string[]>();
  prompts.forEach(({ fields }, row) => {
    const found = listOf(fields[FLAGS_FIELD]);
    if (found.length > 0) flags.set(row, found);
  });
  return flags;
}

function listOf(value: FieldValue | undefined): readonly string[] {
  if (Array.isArray(value)) return value as readonly string[];
  if (typeof value !== 'string') return [];
  return value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
