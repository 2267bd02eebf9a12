import type { Prompt } from '../data';
import { contentHash, duplicateKey, plainText } from './content-hash';

/**
 * Key under which prompts that ask the same fall together: all that the user and the system say, in
 * order, white space and Unicode forms aside. What is embedded of it, and what an assistant answered
 * in between, don't count. A single user turn has the `duplicateKey` of its text.
 */
export function promptKey({ text, turns }: Pick<Prompt, 'text' | 'turns'>): string {
  const asked = turns
    .filter(({ role }) => role !== 'assistant')
    .map(({ role, content }) => ({ role, content: plainText(content) }))
    .filter(({ content }) => content !== '');
  if (asked.length === 0) return duplicateKey(text);
  const [{ role, content }] = asked;
  return asked.length === 1 && role === 'user'
    ? contentHash(content)
    : contentHash(JSON.stringify(asked.map((turn) => [turn.role, turn.content])));
}
