import { afterEach, beforeEach, expect, it } from 'vitest';
import { ANSWER_FORMS } from '../core/formats/written-answers';
import { baselineForms } from '../core/formats/written-battles';
import { BENCH_PROMPTS, JudgingBench, judgeSpec } from './testing/judging-bench';

let bench: JudgingBench;
beforeEach(async () => (bench = await JudgingBench.start()));
afterEach(() => bench.close());

const linesOf = async (file: Promise<Blob>) =>
  (await (await file).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('hold the answers, and of a run its battles and each reply with what it cost', async () => {
  const { judging, provider } = await bench.openReady();
  const answers = ['m1', 'm6'].flatMap((model) =>
    BENCH_PROMPTS.map(({ id }) => ({ promptId: id, model, turns: [`${model} to ${id}.`] })),
  );
  await judging.addAnswers(answers);
  const log = await judging.start(judgeSpec(provider));

  const written = await linesOf(judging.files.answers(ANSWER_FORMS[0]));
  expect(written).toHaveLength(20);
  expect(written[0]).toMatchObject({
    ...{ uid: 'p0', model: 'm1' },
    messages: [{ content: BENCH_PROMPTS[0].text }, { content: { answer: 'm1 to p0.' } }],
  });

  const [arenaHard] = baselineForms('m6');
  const judgments = await linesOf(judging.files.battles(log, arenaHard));
  expect(judgments).toHaveLength(10);
  expect(judgments[0]).toMatchObject({ baseline: 'm6', model: 'm1', games: [{}, {}] });

  const replies = await linesOf(judging.files.replies(log));
  expect(replies).toHaveLength(20);
  expect(new Set(replies.map(({ key }) => key)).size).toBe(20);
  expect(replies[0]).toMatchObject({
    ...{ task: 'judge', status: 'answered', usd: 0, tries: 1, follow_up: null },
    subject: { promptId: 'p0', game: 1 },
    text: expect.stringContaining('[['),
  });
});
