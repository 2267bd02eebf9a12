import type { Battle, Prompt } from '../data';
import type { BattleTexts } from '../formats/battle-texts';
import { turnTag } from '../quality/judge-agreement';
import { userTurns, type Answer, type AnswerBook } from './answer';
import { splitReasoning } from './reasoning';

/** A battle with what its models answered. */
export interface AnsweredBattle {
  readonly battle: Battle;
  readonly texts: BattleTexts;
  /** Its lengths of answers are in tokens. */
  readonly inTokens: boolean;
}

/** What became of the battles of a file whose answers were to be taken over. */
export interface TakenAnswers {
  /** Those that are new. */
  readonly answers: readonly Answer[];
  /** Battles of which both answers are there now. */
  readonly pairs: number;
  /** Battles that were about another answer of a model to the prompt than the one that is kept. */
  readonly others: number;
  /** Battles that lack an answer or are about an earlier turn, or whose prompt is not here or has other turns. */
  readonly unfit: number;
}

/**
 * Gathers the answers that battles hold. A model has one answer to a prompt: the one that is there,
 * else the first; in an arena it may have given another in each battle, and these stay out.
 */
export class BattleAnswers {
  readonly #prompts: ReadonlyMap<string, Prompt>;
  readonly #book: AnswerBook;
  readonly #new = new Map<string, Answer>();
  #pairs = 0;
  #others = 0;
  #unfit = 0;

  /** @param prompts of the workspace, by id @param book of its answers */
  constructor(prompts: ReadonlyMap<string, Prompt>, book: AnswerBook) {
    this.#prompts = prompts;
    this.#book = book;
  }

  add(battle: AnsweredBattle): void {
    const given = answersOf(battle);
    const prompt = this.#prompts.get(battle.battle.promptId);
    const turns = prompt && userTurns(prompt.turns).length;
    if (!given?.every((answer) => answer.turns.length === turns)) this.#unfit++;
    else if (given.some((answer) => this.#hasOther(answer))) this.#others++;
    else {
      this.#pairs++;
      for (const answer of given) this.#keep(answer);
    }
  }

  get taken(): TakenAnswers {
    const answers = [...this.#new.values()];
    return { answers, pairs: this.#pairs, others: this.#others, unfit: this.#unfit };
  }

  #hasOther(answer: Answer): boolean {
    const kept = this.#kept(answer);
    return kept !== undefined && !saysTheSame(kept, answer);
  }

  #keep(answer: Answer): void {
    if (!this.#kept(answer)) this.#new.set(keyOf(answer), answer);
  }

  #kept(answer: Answer): Answer | undefined {
    return this.#book.get(answer.promptId, answer.model) ?? this.#new.get(keyOf(answer));
  }
}

const keyOf = ({ promptId, model }: Answer) => JSON.stringify([promptId, model]);

/** Whether a battle can be judged again with the answers at hand: they are the very ones that it was about. */
export function canBeJudgedAgain(battle: AnsweredBattle, book: AnswerBook): boolean {
  return (
    answersOf(battle)?.every((answer) => {
      const kept = book.get(answer.promptId, answer.model);
      return kept !== undefined && saysTheSame(kept, answer);
    }) ?? false
  );
}

/** Both answers of a battle; null where one is not known, or a conversation’s earlier turn was judged. */
function answersOf({ battle, texts, inTokens }: AnsweredBattle): readonly Answer[] | null {
  const { promptId, modelA, modelB, styleA, styleB } = battle;
  const { answerA, answerB } = texts;
  if (!answerA || !answerB || turnTag(battle) !== '') return null;
  const answerOf = (model: string, said: readonly string[], tokens: number | undefined): Answer => {
    const split = said.map(splitReasoning);
    const reasoning = split.flatMap((each) => each.reasoning ?? []).join('\n\n');
    // A file counts all turns with their reasoning together, an answer the last one without.
    const counted = inTokens && said.length === 1 && reasoning === '' && tokens !== undefined;
    return {
      ...{ promptId, model, turns: split.map(({ text }) => text) },
      ...(reasoning !== '' && { reasoning }),
      ...(counted && { tokens }),
    };
  };
  return [answerOf(modelA, answerA, styleA?.length), answerOf(modelB, answerB, styleB?.length)];
}

function saysTheSame(one: Answer, other: Answer): boolean {
  return (
    one.turns.length === other.turns.length && one.turns.every((turn, i) => turn === other.turns[i])
  );
}
