import type { FieldValue, Prompt } from '../../data';

/** Prompts p0, p1, … with these fields and nothing else of note. */
export function promptsWith(...fields: readonly Readonly<Record<string, FieldValue>>[]): Prompt[] {
  return fields.map((each, i) => ({
    id: `p${i}`,
    text: '',
    turns: [],
    source: 's',
    language: 'en',
    words: 0,
    count: 1,
    fields: each,
  }));
}
