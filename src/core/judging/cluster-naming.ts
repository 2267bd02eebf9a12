import type { TagTask } from './tag-task';
import { materialNotice } from './tag-task';
import { lastObjectWith, reasonOf } from './reply-fields';
import { trimmedEnd } from './trimmed-end';

export const MAX_NAME_WORDS = 5;
const MAX_NAME_CHARS = 60;
/** The most central prompts of a cluster stand for it. */
export const PROMPTS_TO_NAME_BY = 10;
const PROMPT_CHARS = 500;

/** What a cluster is named by. */
export interface ClusterDescription {
  readonly keywords: readonly string[];
  /** Most central first. */
  readonly prompts: readonly string[];
}

/** The text about a cluster that a model is shown. */
export function clusterAsText({ keywords, prompts }: ClusterDescription): string {
  const shown = prompts
    .slice(0, PROMPTS_TO_NAME_BY)
    .map((prompt, i) => `${i + 1}. ${shortened(prompt, PROMPT_CHARS)}`);
  return `Keywords: ${keywords.join(', ')}\n\nPrompts:\n${shown.join('\n')}`;
}

/** A prompt on one line, cut at so many characters without parting a surrogate pair. */
export function shortened(prompt: string, most: number): string {
  // A prompt can be very long, and its beginning is enough.
  const line = prompt
    .slice(0, 4 * most)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= most ? line : `${Array.from(line.slice(0, most)).slice(0, -1).join('')}…`;
}

export interface ClusterName {
  readonly name: string;
  /** What the prompts share, in the model's words; may be empty. */
  readonly reason: string;
}

/** A name for a cluster, of at most five words. */
export const NAMING_TASK: TagTask<ClusterName> = {
  task: 'names',
  name: 'Cluster names',
  source: 'After BERTopic’s topic summaries as Arena-Hard uses them, in our own words',
  subject: 'cluster',
  member: 'name',
  system: `You name groups of similar prompts. You are shown a group's keywords and some of its prompts. Give the subject that they share a name of at most ${MAX_NAME_WORDS} words, in English, as specific as fits nearly all of them, such as "Contract law questions" or "SQL query tuning".

${materialNotice('cluster')}

Reply with a JSON object: {"reason": "what they share, in one sentence", "name": "the name"}.`,
  followUp: `Your reply could not be used as a name. Give only {"name": "..."} with at most ${MAX_NAME_WORDS} words.`,
  parse(reply) {
    const found = lastObjectWith(reply, ['name']);
    const given = found?.name;
    const line = typeof given === 'string' ? given : reply;
    const bare = line
      .trim()
      .replace(/^(?:cluster )?name\s*:\s*/i, '')
      .replace(/^["'“”*`\s]+/, '');
    const name = trimmedEnd(bare, /["'“”*`.\s]/);
    const words = name.split(/\s+/).filter(Boolean).length;
    if (words === 0 || /[\n{}]/.test(name)) return { ok: false, reason: 'there is no name' };
    return words > MAX_NAME_WORDS || name.length > MAX_NAME_CHARS
      ? { ok: false, reason: `the name has more than ${MAX_NAME_WORDS} words` }
      : { ok: true, value: { name, reason: reasonOf(found) } };
  },
};
