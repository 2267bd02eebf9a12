import type { FieldValue, Prompt } from '../data';
import { OCCUPATIONAL_FIELDS } from './category-presets';

/** A tag of each prompt, in their order, null for a prompt without; null where no prompt has one. */
export type ImportedTags<T> = readonly (T | null)[] | null;

/** Where tags stand among the prompts' fields, as the LMArena data sets name them. */
const SCORE_FIELDS = ['score', 'criteria_score'];
const CRITERIA_FIELD = 'criteria';
export const OCCUPATIONS_FIELD = 'occupational_tags';
const EXPERT_FIELDS = ['expert', 'is_expert'];
export const FLAGS_FIELD = 'flags';
/** Of these that hold categories, the first that is there counts. */
export const CATEGORY_FIELDS = ['category', 'domain', 'label'];
/** All of them. */
export const TAG_FIELDS: readonly string[] = [
  ...SCORE_FIELDS,
  CRITERIA_FIELD,
  OCCUPATIONS_FIELD,
  ...EXPERT_FIELDS,
  FLAGS_FIELD,
  ...CATEGORY_FIELDS,
];
/** Arena-Hard's, by which an imported score is checked. */
export const CRITERIA = 7;

const field = ({ fields }: Prompt, names: readonly string[]) =>
  names.filter((name) => Object.hasOwn(fields, name)).map((name): FieldValue => fields[name])[0] ??
  null;

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

/**
 * Criteria scores: the number of a `score` column, or how many entries a `criteria` list has. What is
 * no whole number from 0 to 7 is none.
 */
export function importedScores(prompts: readonly Prompt[]): ImportedTags<number> {
  return column(prompts, (prompt) => {
    const criteria = field(prompt, [CRITERIA_FIELD]);
    if (Array.isArray(criteria)) return new Set(criteria).size <= CRITERIA ? criteria.length : null;
    const score = field(prompt, SCORE_FIELDS);
    const value = typeof score === 'string' && score.trim() !== '' ? Number(score) : score;
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= CRITERIA
      ? value
      : null;
  });
}

/**
 * Occupational fields from an `occupational_tags` column: a list (the import makes one of LMArena's
 * booleans), or a text with semicolons.
 */
export function importedOccupations(prompts: readonly Prompt[]): ImportedTags<readonly string[]> {
  return column(prompts, (prompt) => {
    const tags = listOf(field(prompt, [OCCUPATIONS_FIELD]), ';');
    return tags && tags.map(occupationName);
  });
}

/** Whether a prompt is an expert's. */
export function importedExpert(prompts: readonly Prompt[]): ImportedTags<boolean> {
  return column(prompts, (prompt) => {
    const value = field(prompt, EXPERT_FIELDS);
    if (typeof value === 'boolean') return value;
    if (value === 1 || value === 'true') return true;
    return value === 0 || value === 'false' ? false : null;
  });
}

/** Quality flags of a column `flags`: a list, or a text with commas. */
export function importedFlags(prompts: readonly Prompt[]): ImportedTags<readonly string[]> {
  return column(prompts, (prompt) => listOf(field(prompt, [FLAGS_FIELD]), ','));
}

/** A list as it is, a text cut at the separator; null for neither, and for an empty text. */
function listOf(value: FieldValue, separator: string): readonly string[] | null {
  if (Array.isArray(value)) return value as readonly string[];
  if (typeof value !== 'string') return null;
  const parts = value
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 ? parts : null;
}

/** A tag such as `software_and_it_services` by the field's name here; others as they are. */
function occupationName(tag: string): string {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[\s_,]+/g, ' ')
      .trim();
  return OCCUPATIONAL_FIELDS.find(({ name }) => plain(name) === plain(tag))?.name ?? tag.trim();
}
