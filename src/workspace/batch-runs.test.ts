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

  it('writes what expired again, and ends when each call has a reply', async () => {
    const { judging, spec, keys } = await written();
    const [{ id }] = judging.choices.runs;
    const [done, odd, late] = [keys.slice(0, 14), keys[14], keys.slice(15)];
    const out = [...done.map((key) => answered(key)), answered(odd, 'Both are fine.')];
    await judging.batch.read(spec, fileOf([...out, ...late.map(expired)]), 'results');
    expect(judging.choices.runLog(id)).toMatchObject({ end: null, progress: { left: 0 } });
    expect(await judging.plans.outlook(spec)).toMatchObject({
      estimate: { calls: 0 },
      stored: { answered: 14, unparsed: 1, failed: 5 },
      unreached: 5,
    });
    expect(await judging.batch.write(spec)).toMatchObject([{ requests: 5 }]);
    expect(judging.choices.runs).toMatchObject([{ id, batch: 'written', end: null }]);
    await judging.batch.read(spec, fileOf(late.map((key) => answered(key))), 'late');
    expect(judging.choices.runs).toMatchObject([{ id, batch: 'read', end: 'complete' }]);
    expect(bench.battlesOf(spec)).toHaveLength(19);
    await expect(judging.batch.write(spec)).rejects.toThrow(
      '19 answered, 1 without what was asked for. What is not answered can be tried again',
    );
  });
});
