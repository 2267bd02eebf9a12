import { expect, it } from 'vitest';
import { AnswerBook } from './answer';
import { NO_USAGE, JUDGE_PARAMETERS, type CallRecord } from './call';
import { ARENA_HARD_CRITERIA } from './criteria';
import { judgeCalls } from './judge-call';
import { judgeTemplate } from './judge-templates';
import { isJudgeCall, tagText, verdictText } from './reading';
import { tagOf } from './tag-call';
import { tagTask } from './tag-tasks';
import { reasonOfTag } from './yes-no-tags';

const record = (text: string, given: Partial<CallRecord> = {}): CallRecord => ({
  ...{ key: 'k', task: 'judge', provider: 'p', model: 'm', subject: {}, status: 'answered', text },
  ...{ reasoning: '', followUp: null, finish: 'stop', failure: null, usage: NO_USAGE, costUsd: 0 },
  ...{ tries: 1, sent: null, delimiter: null, run: 'r', at: 0 },
  ...given,
});

function judgeCall(template: string) {
  const text = 'Which?';
  const prompt = {
    ...{ id: 'p', text, source: '', language: 'en', words: 1, count: 1, fields: {} },
    turns: [{ role: 'user' as const, content: text }],
  };
  const [call] = judgeCalls({
    games: [{ promptId: 'p', modelA: 'a', modelB: 'b', game: 1 }],
    prompts: new Map([['p', prompt]]),
    answers: new AnswerBook([
      { promptId: 'p', model: 'a', turns: ['I say [[B>>A]]'] },
      { promptId: 'p', model: 'b', turns: ['no'] },
    ]),
    template: judgeTemplate(template),
    judges: [
      {
        name: 'j',
        provider: { id: 'p', name: 'P', kind: 'openai', baseUrl: 'http://localhost' },
        model: 'm',
        parameters: JUDGE_PARAMETERS,
      },
    ],
    ...{ repeats: 1, turns: 'last', reference: null },
    codeOf: () => 'code',
    mask: (each) => each,
  });
  return call;
}

it('tells a record’s verdict, score or tags in few words, and nothing where there is none', () => {
  const five = judgeCall('five-labels');
  expect(isJudgeCall(five)).toBe(true);
  expect(verdictText(five, record('A is better.\n\n[[A>B]]'))).toBe('A>B');
  expect(verdictText(five, record('no label', { followUp: '[[A=B]]' }))).toBe('A=B');
  expect(verdictText(five, record('no label'))).toBe(null);
  expect(verdictText(five, record('[[A>B]]', { status: 'failed' }))).toBe(null);
  expect(verdictText(judgeCall('score'), record('Good.\n\n[[7]]'))).toBe('7 of 10');

  const criteria = { task: 'criteria', criteria: ARENA_HARD_CRITERIA } as const;
  expect(tagText(criteria, record('[1, 5]'))).toBe('2 of 7: Specificity, Creativity');
  expect(tagText(criteria, record('[]'))).toBe('0 of 7: none');
  expect(tagText(criteria, record('who knows'))).toBe(null);
  expect(tagText(criteria, record('[1, 5]', { finish: 'length' }))).toBe(null);
  const cut = { finish: 'length', followUp: '[1]' } as const;
  expect(tagText(criteria, record('[1, 5', cut))).toBe('1 of 7: Specificity');
  expect(tagText(criteria, record('[1, 5', { ...cut, status: 'unparsed' }))).toBe(null);
  expect(tagText({ task: 'expert' }, record('{"expert": false}'))).toBe('no expert');
  expect(tagText({ task: 'quality' }, record('[2]'))).toBe('nsfw');
});

it('takes the reason from the first reply where the follow-up gives the result alone', () => {
  const reasonOf = (text: string, followUp: string) => {
    const parsed = tagOf(tagTask({ task: 'quality' }), record(text, { followUp }));
    return parsed?.ok && reasonOfTag(parsed.value);
  };
  expect(reasonOf('{"reason": "No file.", "faults": ["x"]}', '[4]')).toBe('No file.');
  expect(reasonOf('{"reason": "No file.", "faults": [4, no', '[4]')).toBe('No file.');
  expect(reasonOf('{"reason": "No file.", "faults": [9]}', '{"reason": "So.", "faults": []}')).toBe(
    'So.',
  );
  expect(reasonOf('It lacks a file.', '[4]')).toBe('');
});
