import type { Turn } from '../data';
import { enclosed } from './delimiter';
import { sha256 } from './sha256';

/** What a judge is asked for: one of five labels, one of three, or a score from 1 to 10. */
export type Protocol = 'five' | 'three' | 'score';

/** What a judge is told. Its texts can be edited; whoever edits them makes another version. */
export interface JudgeTemplate {
  readonly id: string;
  readonly name: string;
  /** What it is modelled on. */
  readonly source: string;
  readonly protocol: Protocol;
  readonly system: string;
  readonly user: string;
}

/** What may be filled in, each between its own marker lines; `code` is that of the markers. */
export interface TemplateInputs {
  readonly prompt: string;
  readonly answerA: string;
  readonly answerB: string;
  /** A third answer or a solution to judge by; empty for none. */
  readonly reference: string;
  /** All turns before the answers. */
  readonly conversation: string;
}

/**
 * What is judged of a conversation: the answer to the last turn, all of it, or all of it only where
 * a model answered every turn.
 */
export type JudgedTurns = 'last' | 'all' | 'as-answered';

export type InputName = keyof TemplateInputs;

const NAMES: Readonly<Record<InputName, string>> = {
  prompt: 'prompt',
  answerA: 'answer A',
  answerB: 'answer B',
  reference: 'reference answer',
  conversation: 'conversation',
};
const PLACEHOLDER = /\{(prompt|answerA|answerB|reference|conversation|code)\}/g;
const NOTHING_GIVEN = '(none given)';

const VERSION_HEX_DIGITS = 12;

/** Changes with every word of the template; part of its calls' keys. */
export function templateVersion({ protocol, system, user }: JudgeTemplate): string {
  return sha256(JSON.stringify([protocol, system, user])).slice(0, VERSION_HEX_DIGITS);
}

/** The inputs that a template asks for: only they are part of its calls. */
export function inputsOf({ system, user }: JudgeTemplate): InputName[] {
  const found = new Set<string>();
  for (const [, name] of `${system}\n${user}`.matchAll(PLACEHOLDER)) found.add(name);
  return (Object.keys(NAMES) as InputName[]).filter((name) => found.has(name));
}

/** What a template judges of a conversation unless told otherwise: all of it where it asks for it. */
export function turnsJudgedBy(template: JudgeTemplate): JudgedTurns {
  return inputsOf(template).includes('conversation') ? 'all' : 'as-answered';
}

/** The messages of one call. All placeholders are filled in one pass, so that none inside a text counts. */
export function fillTemplate(
  template: JudgeTemplate,
  inputs: TemplateInputs,
  code: string,
): readonly Turn[] {
  const fill = (text: string) =>
    text.replace(PLACEHOLDER, (_, name: InputName | 'code') =>
      name === 'code' ? code : enclosed(NAMES[name], code, inputs[name] || NOTHING_GIVEN),
    );
  const system = fill(template.system).trim();
  const user: Turn = { role: 'user', content: fill(template.user) };
  return system === '' ? [user] : [{ role: 'system', content: system }, user];
}

/** The turns of a conversation as one text. */
export function conversationAsText(turns: readonly Turn[]): string {
  return turns.map(({ role, content }) => `${role}:\n${content}`).join('\n\n');
}
