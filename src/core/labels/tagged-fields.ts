import type { FieldValue, Prompt } from '../data';
import { OCCUPATIONAL_FIELDS } from './category-presets';

/** Where a tagger's verdicts stand among the prompts' fields, as the LMArena data sets name them. */
const SCORE_FIELDS = ['score', 'criteria_score'];
const CRITERIA_FIELD = 'criteria';
const OCCUPATIONS_FIELD = 'occupational_tags';
const EXPERT_FIELDS = ['expert', 'is_expert'];
export const CRITERIA = 7;

const field = ({ fields }: Prompt, names: readonly string[]) =>
  names.filter((name) => Object.hasOwn(fields, name)).map((name): FieldValue => fields[name])[0] ??
  null;

/**
 * Criteria score of each prompt from its imported fields: the number of a `score` column, or how many
 * entries a `criteria` list has. NaN where there is none, or one that is no whole number from 0 to 7;
 * null where no prompt has one.
 */
export function importedScores(prompts: readonly Prompt[]): Float32Array | null {
  const scores = Float32Array.from(prompts, (prompt) => {
    const criteria = field(prompt, [CRITERIA_FIELD]);
    if (Array.isArray(criteria)) return new Set(criteria).size <= CRITERIA ? criteria.length : NaN;
    const score = field(prompt, SCORE_FIELDS);
    const value = typeof score === 'string' && score.trim() !== '' ? Number(score) : score;
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= CRITERIA
      ? value
      : NaN;
  });
  return scores.some((score) => !Number.isNaN(score)) ? scores : null;
}

/**
 * Occupational fields of each prompt from an `occupational_tags` column: a list (the import makes one
 * of LMArena's booleans), or a text with semicolons; null for a prompt without, and where none has any.
 */
export function importedOccupations(
  prompts: readonly Prompt[],
): readonly (readonly string[] | null)[] | null {
  const tags = prompts.map((prompt): readonly string[] | null => {
    const value = field(prompt, [OCCUPATIONS_FIELD]);
    if (Array.isArray(value)) return value.map(occupationName);
    return typeof value === 'string' && value.trim() !== ''
      ? value.split(';').map(occupationName)
      : null;
  });
  return tags.some((each) => each !== null) ? tags : null;
}

/** Whether each prompt is an expert's; null where that is unknown, and where it is for all. */
export function importedExpert(prompts: readonly Prompt[]): readonly (boolean | null)[] | null {
  const flags = prompts.map((prompt) => {
    const value = field(prompt, EXPERT_FIELDS);
    if (typeof value === 'boolean') return value;
    if (value === 1 || value === 'true') return true;
    return value === 0 || value === 'false' ? false : null;
  });
  return flags.some((each) => each !== null) ? flags : null;
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
