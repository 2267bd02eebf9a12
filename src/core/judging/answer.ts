import type { Turn } from '../data';
import { conversationAsText } from './judge-template';

/** What a model answered to a prompt. */
export interface Answer {
  readonly promptId: string;
  /** The name under which it is ranked; a model with another system prompt has another. */
  readonly model: string;
  /** One for each of the user's turns that it answered: the last one alone where the others are recorded. */
  readonly turns: readonly string[];
  /** Kept apart, and never shown to a judge. */
  readonly reasoning?: string;
  /** Of the last turn, without reasoning; where counted. */
  readonly tokens?: number;
  /** Cut at the limit of tokens. */
  readonly cut?: boolean;
}

/** Answers by model and prompt. */
export class AnswerBook {
  readonly #byModel = new Map<string, Map<string, Answer>>();
  #size = 0;

  constructor(answers: Iterable<Answer> = []) {
    for (const answer of answers) this.add(answer);
  }

  /** A later answer of the same model to the same prompt takes the place of the earlier. */
  add(answer: Answer): void {
    let ofModel = this.#byModel.get(answer.model);
    if (!ofModel) this.#byModel.set(answer.model, (ofModel = new Map()));
    if (!ofModel.has(answer.promptId)) this.#size++;
    ofModel.set(answer.promptId, answer);
  }

  get(promptId: string, model: string): Answer | undefined {
    return this.#byModel.get(model)?.get(promptId);
  }

  /** In the order in which they came. */
  get models(): readonly string[] {
    return [...this.#byModel.keys()];
  }
  get size(): number {
    return this.#size;
  }

  count(model: string): number {
    return this.#byModel.get(model)?.size ?? 0;
  }

  *[Symbol.iterator](): Iterator<Answer> {
    for (const ofModel of this.#byModel.values()) yield* ofModel.values();
  }
}

/** The turns that a model is asked to answer: up to the user's last one. */
export function openTurns(turns: readonly Turn[]): readonly Turn[] {
  return turns.slice(0, turns.findLastIndex(({ role }) => role === 'user') + 1);
}

/** What the user said, turn by turn. */
export function userTurns(turns: readonly Turn[]): readonly string[] {
  return turns.flatMap(({ role, content }) => (role === 'user' ? [content] : []));
}

/** Whether one of the answers is to every turn, so that its model never saw the recorded ones. */
export function hasOwnTurns(answers: readonly (Answer | undefined)[]): boolean {
  return answers.some((answer) => answer !== undefined && answer.turns.length > 1);
}

/** The turns that are shown beside answers: recorded ones only where all models answered after them. */
export function turnsBeside(
  turns: readonly Turn[],
  answers: readonly (Answer | undefined)[],
): readonly Turn[] {
  const open = openTurns(turns);
  return hasOwnTurns(answers) ? open.filter(({ role }) => role !== 'assistant') : open;
}

/** A prompt as a judge reads it: its text, or the turns by role where it has more than one. */
export function promptAsText(turns: readonly Turn[]): string {
  const open = openTurns(turns);
  return open.length === 1 ? open[0].content : conversationAsText(open);
}

/**
 * A conversation in which a model answered the user's turns: recorded answers of others are
 * replaced where it gave one for every turn, and kept where it answered the last one only.
 */
export function answeredTurns(
  turns: readonly Turn[],
  { turns: answers }: Pick<Answer, 'turns'>,
): readonly Turn[] {
  const open = openTurns(turns);
  if (answers.length < userTurns(open).length) {
    return [...open, { role: 'assistant', content: answers.at(-1) ?? '' }];
  }
  let next = 0;
  return open.flatMap((turn): Turn[] => {
    if (turn.role === 'assistant') return [];
    return turn.role === 'user' ? [turn, { role: 'assistant', content: answers[next++] }] : [turn];
  });
}
