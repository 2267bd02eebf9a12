import type { TagTask } from './tag-task';
import { materialNotice } from './tag-task';
import { jsonInReply, type JsonInReply } from './json-reply';
import { agreed, type Parsed } from './parsed';
import { looksLikeRefusal } from './refusal';
import { statedResults } from './stated-result';
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
    const json = jsonInReply(reply);
    const stated = statedResults(json, ['name']);
    return (
      agreed(stated.map(({ value, reason }) => namedBy(value, reason))) ??
      (looksLikeRefusal(reply) ? NO_NAME : namedBy(bareName(reply, json), ''))
    );
  },
};

const NO_NAME = { ok: false, reason: 'there is no name' } as const;
const SAYS_NONE = /^(?:none|n\/?a|null|unknown|no (?:common )?(?:name|topic|subject))$/i;
/** `# `, `- `: a line of Markdown. */
const LINE_MARK = /^(?:#{1,6}|[-*•])\s+/;
const OPENING = /^["'“”*`\s]+/;
const LABEL = /^(?:(?:cluster|group|topic)\s+)?(?:name|topic|title|label|subject)["'”*`]*\s*:/i;

/** The text that should be a name: the one in a list, or all of a reply without any JSON. */
function bareName(reply: string, { values }: JsonInReply): unknown {
  if (values.length === 0) return /[[\]]/.test(reply) ? null : reply;
  const [list] = values;
  return values.length === 1 && Array.isArray(list) && list.length === 1 ? list[0] : null;
}

function namedBy(value: unknown, reason: string): Parsed<ClusterName> {
  if (typeof value !== 'string') return NO_NAME;
  const line = value.trim().replace(LINE_MARK, '').replace(OPENING, '');
  const bare = line.replace(LABEL, '').replace(OPENING, '');
  const name = trimmedEnd(bare, /["'“”*`.\s]/);
  const words = name.split(/\s+/).filter(Boolean).length;
  if (words === 0 || /[\n{}]|:$/.test(name) || SAYS_NONE.test(name)) return NO_NAME;
  return words > MAX_NAME_WORDS || name.length > MAX_NAME_CHARS
    ? { ok: false, reason: `the name has more than ${MAX_NAME_WORDS} words` }
    : { ok: true, value: { name, reason } };
}
