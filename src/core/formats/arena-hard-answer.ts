import { contentHash } from '../prompts/content-hash';
import { splitReasoning } from '../judging/reasoning';
import type { AnswerForm, AnswerRecord } from './answer-record';
import { readAnswerMetadata, writeAnswerMetadata } from './answer-metadata';
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
    const contents = turns.map(turnText).filter((text) => text !== null);
    if (!model) refuse('missingModel', 'no `model_id`');
    else if (!promptId) refuse('missingField', 'no `question_id`');
    else if (contents.length === 0) {
      refuse('noAnswer', `${quoted(model)} has no answer to ${quoted(promptId)}`);
    } else {
      const style = readAnswerMetadata(record.conv_metadata);
      const counts = turns.map((turn) =>
        isUntypedRecord(turn) ? numberValue(turn, 'token_len') : null,
      );
      const tokens = counts.every((each) => each !== null && each >= 0)
        ? counts.reduce<number>((sum, each) => sum + each!, 0)
        : style?.length;
      return {
        promptId,
        model,
        ...splitReasoning(contents.join('\n\n')),
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
    const asked = messages.filter(({ role }) => role === 'user').map(turnText);
    const answers = messages.filter(({ role }) => role === 'assistant').map(answerOf);
    const texts = answers.filter((each) => each !== null);
    if (!model) refuse('missingModel', 'no `model`');
    else if (!promptId) refuse('missingField', 'no `uid`');
    else if (texts.length === 0) {
      refuse('noAnswer', `${quoted(model)} has no answer to ${quoted(promptId)}`);
    } else {
      const promptText = asked.filter((text) => text !== null).join('\n');
      const reasoning = texts.flatMap((each) => each.reasoning ?? []).join('\n\n');
      const style = readAnswerMetadata(record.metadata);
      return {
        promptId,
        ...(promptText !== '' && { promptText }),
        model,
        text: texts.map(({ text }) => text).join('\n\n'),
        ...(reasoning !== '' && { reasoning }),
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

function answerOf(message: UntypedRecord): { text: string; reasoning?: string } | null {
  const { content } = message;
  if (!isUntypedRecord(content)) {
    const text = turnText(message);
    return text === null ? null : splitReasoning(text);
  }
  const text = textValue(content, 'answer');
  const reasoning = textValue(content, 'thought');
  return text === null ? null : { text, ...(reasoning !== null && { reasoning }) };
}

function identity(record: UntypedRecord, idName: string) {
  const answerId = textValue(record, idName);
  const timestamp = numberValue(record, 'tstamp');
  return {
    ...(answerId !== null && { answerId }),
    ...(timestamp !== null && Number.isFinite(timestamp) && { timestamp }),
  };
}

/** Answers as Arena-Hard answers v0.1; reasoning stands before the answer as `<think>…</think>`. */
export function writeArenaHardAnswersV01(answers: readonly AnswerRecord[]): UntypedRecord[] {
  return answers.map((answer) => ({
    question_id: answer.promptId,
    answer_id: idOf(answer),
    model_id: answer.model,
    choices: [
      {
        index: 0,
        turns: [
          {
            content:
              answer.reasoning === undefined
                ? answer.text
                : `<think>\n${answer.reasoning}\n</think>\n\n${answer.text}`,
            ...(answer.tokens !== undefined && { token_len: answer.tokens }),
          },
        ],
      },
    ],
    tstamp: answer.timestamp ?? 0,
    ...(answer.style && { conv_metadata: writeAnswerMetadata(answer.style) }),
  }));
}

/** Answers as Arena-Hard answers v2.0. */
export function writeArenaHardAnswersV20(answers: readonly AnswerRecord[]): UntypedRecord[] {
  return answers.map((answer) => ({
    uid: answer.promptId,
    ans_id: idOf(answer),
    model: answer.model,
    messages: [
      { role: 'user', content: answer.promptText ?? '' },
      {
        role: 'assistant',
        content: {
          answer: answer.text,
          ...(answer.reasoning !== undefined && { thought: answer.reasoning }),
        },
      },
    ],
    tstamp: answer.timestamp ?? 0,
    ...(answer.style && { metadata: writeAnswerMetadata(answer.style) }),
  }));
}

/** The file's id, else one that the same answer always gets. */
function idOf({ answerId, promptId, model, text }: AnswerRecord): string {
  return answerId ?? contentHash(JSON.stringify([promptId, model, text])).slice(0, 22);
}
