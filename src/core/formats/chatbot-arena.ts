import type { AnswerStyle, Turn } from '../data';
import { answeredTurns, userTurns } from '../judging/answer';
import { contentId } from '../prompts/content-hash';
import { conversationText, readConversation } from '../prompts/conversation';
import { promptKey } from '../prompts/prompt-key';
import { countSum } from './answer-metadata';
import { rowPromptId } from './battle-record';
import type { BattleForm, BattleRecord } from './battle-record';
import { isUntypedRecord, nameValue, numberValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

const WINNERS: Readonly<Record<string, number>> = {
  model_a: 1,
  model_b: 0,
  tie: 0.5,
  'tie (bothbad)': 0.5,
  bothbad: 0.5,
  both_bad: 0.5,
};

/** Chatbot Arena numbers its voters. They are one judge: thousands can't be compared by twos. */
const ARENA_VOTER = /^arena_user_\d+$/;
const ARENA_VOTERS = 'arena users';

/**
 * Chatbot Arena battles, and any table with `model_a`, `model_b`, `winner` (optional: prompt_id,
 * judge, category, weight, game, lengths). A winner that is none of model_a, model_b, tie,
 * tie (bothbad), bothbad is refused by name. A battle without an id gets that of its prompt, and
 * without texts is a prompt of its own. The prompt is what system and user said in the first
 * conversation, as `PromptCollector` reads it.
 */
export const chatbotArena: BattleForm = {
  name: 'Chatbot Arena battles',
  recognises: (record) => 'model_a' in record && 'model_b' in record && 'winner' in record,
  read(record, refuse, _options, row) {
    const modelA = nameValue(record, 'model_a');
    const modelB = nameValue(record, 'model_b');
    const winner = nameValue(record, 'winner')?.toLowerCase() ?? null;
    const weight = numberValue(record, 'weight') ?? 1;
    if (!modelA || !modelB) refuse('missingModel', 'no `model_a` or no `model_b`');
    else if (modelA === modelB) {
      refuse('sameModelTwice', `${quoted(modelA)} is compared with itself`);
    } else if (winner === null) refuse('noVerdict', '`winner` is empty');
    else if (!Object.hasOwn(WINNERS, winner)) {
      refuse(
        'unknownOutcome',
        `the winner ${quoted(record.winner)} is none of model_a, model_b, tie, tie (bothbad), bothbad`,
      );
    } else if (!(weight > 0 && weight < Infinity)) {
      refuse('outsideRange', `\`weight\` is ${quoted(record.weight)}; it must be above 0`);
    } else {
      const conversationA = turnsOf(record.conversation_a);
      const turns = conversationA.filter(({ role }) => role !== 'assistant');
      const promptText = conversationText(turns, 'all');
      const promptId =
        textValue(record, 'prompt_id', 'question_id', 'id', 'conversation_id') ??
        (turns.length === 0 ? rowPromptId(row) : contentId(promptKey({ text: promptText, turns })));
      const answerA = answersIn(conversationA);
      const answerB = answersIn(turnsOf(record.conversation_b));
      const tags = tagsOf(record, userTurns(turns).length);
      const judge = nameValue(record, 'judge');
      const category = nameValue(record, 'category');
      const language = nameValue(record, 'language');
      const game = numberValue(record, 'game');
      const styleA = styleOf(record, 'a');
      const styleB = styleOf(record, 'b');
      return [
        {
          promptId,
          modelA,
          modelB,
          outcome: WINNERS[winner],
          weight,
          ...(turns.length > 0 && { promptText }),
          ...(turns.length > 1 && { promptTurns: turns }),
          ...(answerA.length > 0 && { answerA }),
          ...(answerB.length > 0 && { answerB }),
          ...(judge && { judge: ARENA_VOTER.test(judge) ? ARENA_VOTERS : judge }),
          ...(category && { category }),
          ...(language && { language }),
          ...(game && { game }),
          ...(tags.length > 0 && { tags }),
          ...(styleA && { styleA }),
          ...(styleB && { styleB }),
        },
      ];
    }
    return [];
  },
};

/** A conversation as the list that it is, or as the JSON text that a table holds; no other text is one. */
function turnsOf(value: unknown): readonly Turn[] {
  const isText = typeof value === 'string';
  const turns = isText || Array.isArray(value) ? readConversation(value) : null;
  return turns === null || (isText && turns[0].content === value) ? [] : turns;
}

function answersIn(turns: readonly Turn[]): readonly string[] {
  return turns.flatMap(({ role, content }) => (role === 'assistant' ? [content] : []));
}

/**
 * Names that a row's tags say yes to: categories such as `math`, occupations, `code`; `anonymous`
 * where the models' names were hidden; the turn that is judged, which tells MT-Bench's two judgments
 * by a person of one prompt from repeats, or how many there are where that is the last one.
 * @param turns of the user, in the conversation that the row holds; 0 for none
 */
function tagsOf(record: UntypedRecord, turns: number): string[] {
  const tags = new Set<string>();
  const collect = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const each of value) tags.add(String(each));
    else if (isUntypedRecord(value)) {
      for (const [key, inner] of Object.entries(value)) collect(inner, key);
    } else if (value === true) tags.add(name);
  };
  collect(record.category_tag, 'category');
  collect(record.occupational_tags, 'occupation');
  if (isYes(record.is_code)) tags.add('code');
  if (isYes(record.anony)) tags.add('anonymous');
  const turn = numberValue(record, 'turn');
  if (turn !== null && Number.isInteger(turn)) {
    const whole = turn === 1 ? '1 turn' : `${turn} turns`;
    tags.add(turn === turns ? whole : `turn ${turn}`);
  }
  const listed = textValue(record, 'tags');
  if (Array.isArray(record.tags)) collect(record.tags, 'tags');
  else if (listed) for (const tag of listed.split('|')) tags.add(tag);
  return [...tags];
}

/** A table written by pandas has `True` as text. */
function isYes(value: unknown): boolean {
  return value === true || value === 'True';
}

/** Counts of `conv_metadata`, or of columns such as `length_a`. */
function styleOf(record: UntypedRecord, side: 'a' | 'b'): AnswerStyle | null {
  const counts = isUntypedRecord(record.conv_metadata) ? record.conv_metadata : record;
  const length = numberValue(
    counts,
    `sum_assistant_${side}_tokens`,
    `length_${side}`,
    `chars_${side}`,
    `tokens_${side}`,
  );
  if (length === null || !(length >= 0)) return null;
  return {
    length,
    headers: countSum(counts[`header_count_${side}`]),
    lists: countSum(counts[`list_count_${side}`]),
    bold: countSum(counts[`bold_count_${side}`]),
  };
}

/** Battles as Chatbot Arena records; outcomes other than 1, 0.5 and 0 go to the side they favour. */
export function writeChatbotArena(battles: readonly BattleRecord[]): UntypedRecord[] {
  return battles.map((battle) => ({
    question_id: battle.promptId,
    model_a: battle.modelA,
    model_b: battle.modelB,
    winner: battle.outcome === 0.5 ? 'tie' : battle.outcome > 0.5 ? 'model_a' : 'model_b',
    ...(battle.judge && { judge: battle.judge }),
    ...(battle.game && { game: battle.game }),
    ...(battle.weight !== 1 && { weight: battle.weight }),
    ...(battle.category && { category: battle.category }),
    ...(battle.language && { language: battle.language }),
    ...(battle.tags && { tags: battle.tags }),
    ...(battle.promptText !== undefined && {
      conversation_a: conversation(battle, battle.answerA),
      conversation_b: conversation(battle, battle.answerB),
    }),
    ...(battle.styleA &&
      battle.styleB && {
        conv_metadata: { ...countsOf(battle.styleA, 'a'), ...countsOf(battle.styleB, 'b') },
      }),
  }));
}

function conversation(
  { promptText = '', promptTurns = [{ role: 'user', content: promptText }] }: BattleRecord,
  answer: readonly string[] | undefined,
): readonly Turn[] {
  return answer === undefined ? promptTurns : answeredTurns(promptTurns, { turns: answer });
}

function countsOf(style: AnswerStyle, side: 'a' | 'b'): UntypedRecord {
  return {
    [`sum_assistant_${side}_tokens`]: style.length,
    [`header_count_${side}`]: style.headers,
    [`list_count_${side}`]: style.lists,
    [`bold_count_${side}`]: style.bold,
  };
}
