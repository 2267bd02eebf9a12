import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BENCH_PROMPTS, JudgingBench, judgeSpec } from './testing/judging-bench';

let bench: JudgingBench;
beforeEach(async () => (bench = await JudgingBench.start()));
afterEach(async () => {
  expect(bench.told).toEqual([]);
  await bench.close();
});

const answered = (key: string, content = 'Fine.\n\n[[A>B]]') =>
  JSON.stringify({
    custom_id: key,
    response: { status_code: 200, body: { choices: [{ message: { content } }] } },
    error: null,
  });
const expired = (key: string) =>
  JSON.stringify({
    custom_id: key,
    response: null,
    error: { code: 'batch_expired', message: 'This request could not be executed.' },
  });
const fileOf = (lines: readonly string[]) => new Blob([lines.join('\n')]);

/** Both models' answers, and the keys of a judge run's 20 calls as its batch file has them. */
async function written() {
  const { judging, provider } = await bench.openReady();
  await judging.addAnswers(
    ['m1', 'm6'].flatMap((model) =>
      BENCH_PROMPTS.map(({ id }) => ({ promptId: id, model, turns: [`${model} to ${id}.`] })),
    ),
  );
  const spec = judgeSpec(provider);
  const [{ blob }] = await judging.batch.write(spec);
  const keys = (await blob.text())
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { custom_id: string }).custom_id);
  return { judging, spec, keys };
}

describe('a batch that comes back in two files', () => {
  it('is one run, that which wrote it, whose battles count once', async () => {
    const { judging, spec, keys } = await written();
    const [{ id }] = judging.choices.runs;
    await judging.batch.read(spec, fileOf(keys.slice(0, 15).map((key) => answered(key))), 'out');
    await judging.batch.read(spec, fileOf(keys.slice(15).map(expired)), 'errors');
    expect(bench.received.size).toBe(1);
    expect(bench.battlesOf(spec)).toHaveLength(15);
    expect(judging.choices.runs).toMatchObject([
      { id, batch: 'read', progress: { answered: 15, failed: 5 } },
    ]);
  });
});
