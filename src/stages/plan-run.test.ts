import { expect, it } from 'vitest';
import { AnswerBook } from '../core/judging/answer';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import { judgeTemplate } from '../core/judging/judge-templates';
import type { JudgeSpec } from '../core/judging/run-spec';
import { PROVIDER } from '../llm/testing/scripted-calls';
import { planRun, type RunContext } from './plan-run';
import { testPrompts } from './testing/local-run';

const PROMPTS = testPrompts(3);

function context(answers: AnswerBook): RunContext {
  return {
    ...{ prompts: PROMPTS, answers },
    provider: () => PROVIDER,
    codeOf: () => 'c0de',
    mask: (text) => text,
  };
}

const judgeSpec = (template: string, reference: string | null): JudgeSpec => ({
  kind: 'judge',
  judges: [{ name: 'j', provider: PROVIDER.id, model: 'm', parameters: JUDGE_PARAMETERS }],
  template: judgeTemplate(template),
  models: ['a', 'b'],
  pairing: { kind: 'baseline', baseline: 'a' },
  order: { kind: 'two-games' },
  repeats: 1,
  turns: 'last',
  reference,
  promptIds: null,
});

it('leaves out the games of prompts whose reference answer is missing or empty, and names them', async () => {
  const answer = (promptId: string, model: string, text: string) => ({
    ...{ promptId, model },
    turns: [text],
  });
  const book = new AnswerBook([
    ...PROMPTS.flatMap(({ id }) => ['a', 'b'].map((model) => answer(id, model, model))),
    answer('p0', 'truth', 'It is so.'),
    answer('p1', 'truth', ' \n'),
  ]);
  const planned = await planRun(judgeSpec('three-labels-reference', 'truth'), context(book));
  if (planned.kind !== 'judge') throw new Error('no judge run');
  expect(planned.calls.map(({ subject }) => subject.promptId)).toEqual(['p0', 'p0']);
  expect(planned.missing).toEqual([
    { promptId: 'p1', model: 'truth' },
    { promptId: 'p2', model: 'truth' },
  ]);
  expect(planned.calls[0].messages().at(-1)?.content).toContain('It is so.');
  // A template that shows none needs none.
  const plain = await planRun(judgeSpec('three-labels', 'truth'), context(book));
  expect(plain.calls).toHaveLength(6);
  await expect(
    planRun(judgeSpec('three-labels-reference', null), context(book)),
  ).rejects.toMatchObject({ code: 'no-reference' });
});
