import { contentHash } from '../prompts/content-hash';
import { splitReasoning, type SplitReply } from '../judging/reasoning';
import type { AnswerForm, AnswerRecord } from './answer-record';
import { readAnswerMetadata, writeAnswerMetadata } from './answer-metadata';
import type { Refuse } from './battle-record';
import { isUntypedRecord, numberValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** Arena-Hard answers, v0.1: question_id, model_id, choices[{index, turns[{content, token_len}]}]. */
export const arenaHardAnswerV01: AnswerForm = {
  name: 'Arena-Hard answers v0.1',
  recognises: (record) => 'model_id' in record && Array.isArray(record.choices),
  read(record, refuse) {
    const model = textValue(record, 'model_id');
    const promptId = textValue(record, 'question_id', 'uid');
    const [choice] = record.choices as unknown[];
    const turns = isUntypedRecord(choice) && Array.isArray(choice.turns) ? choice.turns : [];
    if (!model) refuse('missingModel', 'no `model_id`');
    else if (!promptId) refuse('missingField', 'no `question_id`');
    else {
      const said = saidIn(turns.map(turnText), model, promptId, refuse);
      if (!said) return null;
      const style = readAnswerMetadata(record.conv_metadata);
      const last: unknown = turns.at(-1);
      const count = isUntypedRecord(last) ? numberValue(last, 'token_len') : null;
      const tokens = count !== null && count >= 0 ? count : style?.length;
      return {
        promptId,
        model,
        ...said,
        ...(tokens !== undefined && { tokens }),
        ...(style && { style }),
        ...identity(record, 'answer_id'),
      };
    }
    return null;
  },
};

/**
 * Arena-Hard answers, v2.0: uid, model, messages[{role, content}], in which the assistant's content
 * is text or {answer, thought}, and metadata. The user's messages are the prompt.
 */
export const arenaHardAnswerV20: AnswerForm = {
  name: 'Arena-Hard answers v2.0',
  recognises: (record) => 'model' in record && 'uid' in record && Array.isArray(record.messages),
  read(record, refuse) {
    const model = textValue(record, 'model');
    const promptId = textValue(record, 'uid');
    const messages = (record.messages as unknown[]).filter(isUntypedRecord);
    const of = (role: string) => messages.filter((message) => message.role === role);
    if (!model) refuse('missingModel', 'no `model`');
    else if (!promptId) refuse('missingField', 'no `uid`');
    else {
      const said = saidIn(of('assistant').map(answerText), model, promptId, refuse);
      if (!said) return null;
      const asked = of('user').flatMap((message) => turnText(message) ?? []);
      const style = readAnswerMetadata(record.metadata);
      return {
        promptId,
        ...(asked.length > 0 && { asked }),
        model,
        ...said,
        ...(style && { tokens: style.length, style }),
        ...identity(record, 'ans_id'),
      };
    }
    return null;
  },
};

/** A turn's text: itself (MT-Bench), or its `content`. */
function turnText(turn: unknown): string | null {
  if (typeof turn === 'string') return turn;
  return isUntypedRecord(turn) ? textValue(turn, 'content') : null;
}

/** The text of an assistant's message, or that text and what was thought before it. */
function answerText(message: UntypedRecord): string | SplitReply | null {
  const { content } = message;
  if (!isUntypedRecord(content)) return turnText(message);
  const text = textValue(content, 'answer');
  const reasoning = textValue(content, 'thought');
  return text === null ? null : { text, ...(reasoning !== null && { reasoning }) };
}

/** Turns and reasoning of an answer; null, and refused, where a turn has no text. */
function saidIn(
  contents: readonly (string | SplitReply | null)[],
  model: string,
  promptId: string,
  refuse: Refuse,
): Pick<AnswerRecord, 'turns' | 'reasoning'> | null {
  const said = contents.flatMap((content) =>
    typeof content === 'string' ? splitReasoning(content) : (content ?? []),
  );
  if (said.length === 0 || said.length < contents.length) {
    const to = said.length === 0 ? 'to' : 'to each turn of';
    refuse('noAnswer', `${quoted(model)} has no answer ${to} ${quoted(promptId)}`);
    return null;
  }
  const reasoning = said.flatMap((each) => each.reasoning ?? []).join('\n\n');
  return { turns: said.map(({ text }) => text), ...(reasoning !== '' && { reasoning }) };
}

function identity(record: UntypedRecord, idName: string) {
  const answerId = textValue(record, idName);
  const timestamp = numberValue(record, 'tstamp');
  return {
    ...(answerId !== null && { answerId }),
    ...(timestamp !== null && Number.isFinite(timestamp) && { timestamp }),
  };
}

/** Answers as Arena-Hard answers v0.1; reasoning stands before the first turn as `<think>…</think>`. */
export function writeArenaHardAnswersV01(answers: readonly AnswerRecord[]): UntypedRecord[] {
  return answers.map((answer) => ({
    question_id: answer.promptId,
    answer_id: idOf(answer),
    model_id: answer.model,
    choices: [
      {
        index: 0,
        turns: answer.turns.map((text, i) => ({
          content:
            answer.reasoning === undefined || i > 0
              ? text
              : `<think>\n${answer.reasoning}\n</think>\n\n${text}`,
          ...(answer.tokens !== undefined &&
            i === answer.turns.length - 1 && { token_len: answer.tokens }),
        })),
      },
    ],
    tstamp: answer.timestamp ?? 0,
    ...(answer.style && { conv_metadata: writeAnswerMetadata(answer.style) }),
  }));
}

/** Answers as Arena-Hard answers v2.0, each turn after what was asked; reasoning with the first. */
export function writeArenaHardAnswersV20(answers: readonly AnswerRecord[]): UntypedRecord[] {
  return answers.map((answer) => ({
    uid: answer.promptId,
    ans_id: idOf(answer),
    model: answer.model,
    messages: answer.turns.flatMap((text, i) => [
      { role: 'user', content: answer.asked?.[i] ?? '' },
      {
        role: 'assistant',
        content: {
          answer: text,
          ...(answer.reasoning !== undefined && i === 0 && { thought: answer.reasoning }),
        },
      },
    ]),
    tstamp: answer.timestamp ?? 0,
    ...(answer.style && { metadata: writeAnswerMetadata(answer.style) }),
  }));
}

/** The file's id, else one that the same answer always gets. */
function idOf({ answerId, promptId, model, turns }: AnswerRecord): string {
  return answerId ?? contentHash(JSON.stringify([promptId, model, ...turns])).slice(0, 22);
}
