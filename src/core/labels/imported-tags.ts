import type { FieldValue, Prompt } from '../data';
import { isUntypedRecord } from '../formats/record-value';
import { lenientJson } from '../judging/json-reply';
import { QUALITY_FLAGS } from '../judging/prompt-quality';
import { likeName, truthOf } from '../judging/reply-fields';
import { OCCUPATIONAL_FIELDS } from './category-presets';

/** A tag of each prompt, in their order, null for a prompt without; null where no prompt has one. */
export type ImportedTags<T> = readonly (T | null)[] | null;

/** Where tags stand among the prompts' fields, as the LMArena data sets name them. */
export const SCORE_FIELDS = ['score', 'criteria_score'];
/** Of how many criteria a score is. */
export const SCORE_OF_FIELD = 'score_of';
export const CRITERIA_FIELD = 'criteria';
export const OCCUPATIONS_FIELD = 'occupational_tags';
const EXPERT_FIELDS = ['expert', 'is_expert'];
export const FLAGS_FIELD = 'flags';
/** Of these that hold categories, the first that is there counts. */
export const CATEGORY_FIELDS = ['category', 'domain', 'label'];
/** All of them. */
export const TAG_FIELDS: readonly string[] = [
  ...SCORE_FIELDS,
  SCORE_OF_FIELD,
  CRITERIA_FIELD,
  OCCUPATIONS_FIELD,
  ...EXPERT_FIELDS,
  FLAGS_FIELD,
  ...CATEGORY_FIELDS,
];

/** The first of some fields that is there; null for none. */
export function fieldOf(fields: Prompt['fields'], names: readonly string[]): FieldValue {
  const name = names.find((each) => Object.hasOwn(fields, each));
  return name === undefined ? null : fields[name];
}

function column<T>(prompts: readonly Prompt[], of: (prompt: Prompt) => T | null): ImportedTags<T> {
  const tags = prompts.map(of);
  return tags.some((tag) => tag !== null) ? tags : null;
}

/** The field that holds categories: one with text in it, or null. */
export function categoryField(prompts: readonly Prompt[]): string | null {
  const holds = (name: string) =>
    prompts.some(({ fields }) => typeof fields[name] === 'string' && fields[name] !== '');
  return CATEGORY_FIELDS.find(holds) ?? null;
}

const FIELD_NAMES = OCCUPATIONAL_FIELDS.map(({ name }) => name);

/** Occupational fields of a column `occupational_tags`, by their names here where they are among these. */
export function importedOccupations(prompts: readonly Prompt[]): ImportedTags<readonly string[]> {
  const known = knownName(FIELD_NAMES);
  return column(prompts, ({ fields }) => namesIn(fieldOf(fields, [OCCUPATIONS_FIELD]), known));
}

/** Whether a prompt is an expert's, in whatever form of yes and no. */
export function importedExpert(prompts: readonly Prompt[]): ImportedTags<boolean> {
  return column(prompts, ({ fields }) => truthOf(fieldOf(fields, EXPERT_FIELDS)));
}

/** Quality flags of a column `flags`, by their names here where they are among these. */
export function importedFlags(prompts: readonly Prompt[]): ImportedTags<readonly string[]> {
  const known = knownName(QUALITY_FLAGS);
  return column(prompts, ({ fields }) => namesIn(fieldOf(fields, [FLAGS_FIELD]), known));
}

/**
 * The names that a value lists: a list (the import makes one of LMArena's booleans), one as JSON,
 * Python or NumPy write it, or a text with semicolons or commas between names. Null for none of these,
 * and for an empty text.
 */
function namesIn(value: FieldValue, known: (name: string) => string): readonly string[] | null {
  const list = typeof value === 'string' ? listedIn(value.trim()) : value;
  if (!Array.isArray(list)) return null;
  const names = (list as readonly unknown[]).map((each) => String(each).trim()).filter(Boolean);
  return [...new Set(names.map(known))];
}

/** What is like a known name as that name, others as they are. A column repeats few: each is looked for once. */
function knownName(names: readonly string[]): (name: string) => string {
  const found = new Map<string, string>();
  return (name) => {
    const known = found.get(name) ?? names[likeName(name, names) ?? -1] ?? name;
    found.set(name, known);
    return known;
  };
}

function listedIn(text: string): readonly unknown[] | null {
  if (text === '') return null;
  if (/^none$/i.test(text)) return [];
  if (!/^[[{]/.test(text)) return text.split(text.includes(';') ? ';' : ',');
  const value = lenientJson(text.replace(BETWEEN_OF_NUMPY, '$1, '));
  if (isUntypedRecord(value)) return Object.keys(value).filter((key) => truthOf(value[key]));
  return Array.isArray(value) ? (value as readonly unknown[]) : null;
}

/** NumPy, and so pandas of a Parquet file, parts the members of a list by blanks alone. */
const BETWEEN_OF_NUMPY = /(['"])\s+(?=['"])/g;
