import { TouchstoneError, type FieldValue, type Prompt } from '../data';
import { readConversation } from './conversation';

/** Version of the app's own form, and the key that marks it. */
const VERSION = 1;
const VERSION_KEY = 'touchstone_prompt';

/** A prompt in the app's own form, which holds all of it. */
export function toPromptRecord(prompt: Prompt): Readonly<Record<string, unknown>> {
  return { [VERSION_KEY]: VERSION, ...prompt };
}

export function isPromptRecord(record: object): boolean {
  return VERSION_KEY in record;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isFieldValue(value: unknown): value is FieldValue {
  return (
    value === null || ['string', 'number', 'boolean'].includes(typeof value) || isTextList(value)
  );
}

/**
 * Reads a record in the app's own form.
 * @throws TouchstoneError `newer-version`, `bad-record`
 */
export function fromPromptRecord(record: Readonly<Record<string, unknown>>): Prompt {
  const { id, text, source, language, words, count, fields, aliases, otherSources } = record;
  if (record[VERSION_KEY] !== VERSION) {
    throw new TouchstoneError(
      'newer-version',
      `the record has version ${String(record[VERSION_KEY])} of Touchstone's form, and version ${VERSION} can be read; update Touchstone`,
    );
  }
  const turns = readConversation(record.turns);
  const sound =
    typeof id === 'string' &&
    id !== '' &&
    typeof text === 'string' &&
    text.trim() !== '' &&
    turns !== null &&
    typeof source === 'string' &&
    typeof language === 'string' &&
    Number.isInteger(words) &&
    Number.isInteger(count) &&
    typeof fields === 'object' &&
    fields !== null &&
    (aliases === undefined || isTextList(aliases)) &&
    (otherSources === undefined || isTextList(otherSources));
  if (!sound) {
    throw new TouchstoneError(
      'bad-record',
      "a member of Touchstone's own form is missing or of a wrong type",
    );
  }
  const kept = Object.entries(fields).filter(
    (entry): entry is [string, FieldValue] => entry[0] !== '__proto__' && isFieldValue(entry[1]),
  );
  return {
    id,
    text,
    turns,
    source,
    language,
    words: words as number,
    count: count as number,
    fields: Object.fromEntries(kept),
    ...(aliases !== undefined && { aliases }),
    ...(otherSources !== undefined && { otherSources }),
  };
}
