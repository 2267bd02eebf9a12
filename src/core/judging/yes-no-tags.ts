import { GENERAL, type Category } from '../labels/category';
import { OCCUPATIONAL_FIELDS } from '../labels/category-presets';
import type { CriteriaTag } from './criteria';
import type { ExpertTag } from './expert';
import type { SuggestedLabel } from './label-suggestion';
import type { NamedTags } from './name-list-task';
import { FLAG_MEANINGS, QUALITY_FLAGS } from './prompt-quality';
import type { TagQuestion } from './run-spec';
import { tagVersion } from './tag-task';
import { tagTask } from './tag-tasks';

/** One thing that a reply says yes or no to, for a person to answer too. */
export interface YesNoTag {
  /** Changes with the question's words: an answer is an answer to these. */
  readonly id: string;
  readonly name: string;
  /** As a person is asked. */
  readonly question: string;
  /** The user's own text that the model was given in place of the app's; what is asked is by it. */
  readonly ownText?: string;
}

const EXPERT_QUESTION =
  'Would someone with years of training or work in its field have to ask it that way?';

const yesNoTag = (task: TagQuestion['task'], name: string, asked: string): YesNoTag => ({
  id: JSON.stringify([task, name, asked]),
  name,
  question: asked,
});

/** Names of clusters as tags of the prompts in them, each name once. */
export function nameTags(names: Iterable<string>): readonly YesNoTag[] {
  return Array.from(new Set(names), (name) =>
    yesNoTag('names', name, `Does “${name}” say what this prompt is about?`),
  );
}

/** Categories as tags of prompts; the bucket is none. */
export function categoryTags(
  task: 'labels' | 'categories',
  categories: readonly Category[],
): readonly YesNoTag[] {
  return categories
    .filter(({ name }) => name !== GENERAL)
    .map(({ name, description }) =>
      yesNoTag(task, name, `Does it belong here? ${description}`.trim()),
    );
}

/** What a question's replies say yes or no to; what is said of clusters has `nameTags` and `categoryTags`. */
export function yesNoTags(question: TagQuestion): readonly YesNoTag[] {
  const own = inOwnWords(question);
  if (own) return own;
  const tag = (name: string, asked: string) => yesNoTag(question.task, name, asked);
  switch (question.task) {
    case 'criteria':
      return question.criteria.map(({ name, question: asked }) => tag(name, asked));
    case 'expert':
      return [tag('expert', EXPERT_QUESTION)];
    case 'quality':
      return QUALITY_FLAGS.map((flag) => tag(flag, `Is it so that ${FLAG_MEANINGS[flag]}?`));
    case 'occupations':
      return OCCUPATIONAL_FIELDS.map(({ name, description }) =>
        tag(name, `Does it belong to this field? ${description}`),
      );
    case 'labels':
      return categoryTags('labels', question.categories);
    case 'names':
    case 'categories':
      return [];
  }
}

/** A tag of a file that says no more of it than its name. */
export function unknownTag(task: TagQuestion['task'], name: string): YesNoTag {
  return yesNoTag(task, name, `Is this prompt rightly tagged “${name}”?`);
}

/**
 * The tags of a question that the user worded: what they mean is for the user's text to say, so that an
 * answer is one to that version of it. Null for the app's own words.
 */
function inOwnWords(question: TagQuestion): readonly YesNoTag[] | null {
  if (!('system' in question) || question.system === undefined) return null;
  const app: TagQuestion = { task: question.task };
  const version = tagVersion(tagTask(question));
  if (version === tagVersion(tagTask(app))) return null;
  return yesNoTags(app).map(({ name }) => ({
    ...yesNoTag(question.task, name, version),
    question: `By your own text: is it “${name}”?`,
    ownText: question.system,
  }));
}

/** The names of the tags that a reply said yes to, in their order. */
export function heldTags(question: TagQuestion, value: unknown): readonly string[] {
  switch (question.task) {
    case 'criteria':
      return (value as CriteriaTag).held.map((index) => question.criteria[index].name);
    case 'expert':
      return (value as ExpertTag).expert ? ['expert'] : [];
    case 'quality':
    case 'occupations':
      return (value as NamedTags).names;
    case 'labels':
      return [(value as SuggestedLabel).category];
    case 'names':
    case 'categories':
      return [];
  }
}

/** Why, in the model's words; empty where it gave no reason. */
export function reasonOfTag(value: unknown): string {
  return typeof value === 'object' && value !== null && 'reason' in value
    ? String(value.reason)
    : '';
}
