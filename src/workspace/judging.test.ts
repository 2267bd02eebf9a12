import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ARENA_HARD_CRITERIA } from '../core/judging/criteria';
import { countedAnswers } from '../core/judging/tag-answers';
import { tagChecks } from '../core/judging/tag-check';
import { heldTags, yesNoTags } from '../core/judging/yes-no-tags';
import {
  answerSpec,
  BENCH_KEY as KEY,
  BENCH_PROMPTS as PROMPTS,
  JudgingBench,
  judgeSpec,
  tagSpec,
} from './testing/judging-bench';

let bench: JudgingBench;
beforeEach(async () => (bench = await JudgingBench.start()));
afterEach(() => bench.close());

/** Everything that is stored in this browser, as far as it can be read. */
async function everythingStored(): Promise<string> {
  const { database, localStorage } = bench;
  const parts = [...localStorage.values()];
  for (const name of database.objectStoreNames) {
    parts.push(JSON.stringify(await database.getAll(name)));
    parts.push(JSON.stringify(await database.getAllKeys(name)));
  }
  return parts.join('\n');
}

describe('Judging', () => {
  it('asks before the first call, answers, judges, hands battles over, and forgets nothing on reload', async () => {
    const { judging, keys, provider } = await bench.open();
    const spec = answerSpec(provider);
    await expect(judging.start(spec)).rejects.toMatchObject({ code: 'not-agreed' });
    const [disclosure] = (await judging.plans.outlook(spec)).disclosures;
    expect(disclosure).toMatchObject({
      provider,
      calls: 10,
      subjects: 10,
      example: PROMPTS[0].text,
    });
    expect(disclosure.host).toBe(new URL(bench.judge.address).host);
    judging.choices.agree(provider);
    expect((await judging.plans.outlook(spec)).disclosures).toEqual([]);
    expect((await judging.plans.outlook(spec)).estimate).toMatchObject({
      calls: 10,
      usd: 0,
      tooLong: [],
    });

    await expect(judging.start(spec)).resolves.toMatchObject({ end: 'stopped' });
    expect(judging.choices.runs[0].message).toContain('answered 401');
    keys.setKey(provider, `  ${KEY}\n`);
    const taken = await keys.testKey(provider);
    expect(taken).toMatchObject({ keyTaken: true, problem: null });
    expect(taken.models).toContain('judge');
    const pilot = await judging.start(spec, { pilot: 3 });
    expect(pilot).toMatchObject({ end: 'complete', progress: { answered: 3 } });
    expect(judging.answers.size).toBe(3);
    // A second pilot asks further ones.
    const second = await judging.start(spec, { pilot: 2 });
    expect(second.progress).toMatchObject({ reused: 0, answered: 2 });
    const whole = await judging.resume(pilot.id);
    expect(whole.progress).toMatchObject({ reused: 5, answered: 5 });
    await judging.start(answerSpec(provider, 'm6'));
    expect(judging.answers.count('m6')).toBe(10);

    const run = await judging.start(judgeSpec(provider));
    expect(run).toMatchObject({ end: 'complete', progress: { planned: 20, answered: 20 } });
    expect(bench.battlesOf(run.spec)).toHaveLength(20);
    expect(judging.run.preview).toHaveLength(20);

    const requests = bench.judge.requests;
    const again = await bench.open();
    expect(again.judging.answers.size).toBe(20);
    expect(again.judging.choices.runs.map(({ id }) => id)).toContain(run.id);
    expect(again.judging.choices.secret).toBe(judging.choices.secret);
    await again.judging.open(run.id);
    expect(again.judging.run.progress).toMatchObject({ answered: 20, left: 0 });
    expect(again.judging.run.preview).toHaveLength(20);
    expect(bench.judge.requests).toBe(requests);
    expect(bench.told).toEqual([]);
  });

  it('does not start a run with a provider that it could not reach just now', async () => {
    const { judging, keys, provider } = await bench.open();
    judging.choices.agree(provider);
    await bench.judge.close();
    expect(await keys.testKey(provider)).toMatchObject({ models: null, code: 'unreachable' });
    await expect(judging.start(answerSpec(provider))).rejects.toThrow(/could not be reached at/);
    expect(judging.choices.runs).toEqual([]);
  });

  it('keeps the key out of everything that is stored, logged or told', async () => {
    const { judging, keys, provider } = await bench.openReady();
    await judging.start(answerSpec(provider));
    await keys.keep(provider, null);
    keys.setKey(provider, `${KEY}-wrong`);
    const failed = await judging.start(answerSpec(provider, 'm3'));
    expect(failed.message).toContain('Incorrect API key');
    const everything = [
      await everythingStored(),
      JSON.stringify([keys, judging, failed, judging.run.failures, judging.run.preview]),
      await (await judging.batch.write(answerSpec(provider, 'm6')))[0].blob.text(),
    ].join('\n');
    expect(everything).not.toContain(KEY);
    expect(everything).toContain('Workmanship');

    const reopened = await bench.open();
    expect(reopened.keys.hasKey(provider)).toBe(false);
    await reopened.keys.refresh();
    expect(reopened.keys.hasKey(provider)).toBe(true);
    await reopened.keys.keep(provider, 'secret');
    const locked = await bench.open();
    await locked.keys.refresh();
    expect(locked.keys.isLocked(provider)).toBe(true);
    const before = bench.judge.requests;
    await expect(locked.judging.start(answerSpec(provider))).rejects.toMatchObject({
      code: 'locked-key',
    });
    expect(bench.judge.requests).toBe(before);
    expect((await reopened.keys.testKey(provider)).problem).toBe(null);
    await reopened.keys.forget(provider);
    expect(reopened.keys.kept).toEqual([]);
    expect((await reopened.keys.testKey(provider)).problem).toContain('401');
  });

  it('tags prompts, keeps the tags, and lets a person check them, undoably', async () => {
    const { judging, provider, history } = await bench.openReady();
    const question = { task: 'criteria', criteria: ARENA_HARD_CRITERIA } as const;
    const spec = tagSpec(provider, question, { promptIds: ['p1', 'p2'] });
    await judging.start(spec);
    const { judging: again } = await bench.open();
    const tags = again.tags.of('criteria');
    expect(tags?.tags.size).toBe(2);
    expect(tags?.tags.get('p1')?.held.every((index) => index < 7)).toBe(true);
    expect(again.tags.of('expert')).toBe(null);

    const held = new Map(Array.from(tags!.tags, ([id, tag]) => [id, heldTags(question, tag)]));
    const check = tagChecks(yesNoTags(question), held)[1];
    const [first, second] = check.sample(2, 1);
    judging.human.answer(check, first, true, []);
    judging.human.answer(check, second, false, []);
    const { human } = (await bench.open()).judging;
    for (const { answers, draws } of [judging.human, human]) {
      expect(countedAnswers(check, answers, draws).map((said) => said.human)).toEqual([
        true,
        false,
      ]);
    }
    expect(judging.human.undoAnswer()).toBe(true);
    expect(countedAnswers(check, judging.human.answers, judging.human.draws)).toHaveLength(1);
    history.undo();
    expect(judging.human.answers).toEqual({});
    expect(judging.human.draws).toEqual([]);
    const before = judging.choices.settings;
    judging.choices.edit('Raise the cap', { budgetUsd: 9 });
    history.undo();
    expect(judging.choices.settings).toEqual(before);
  });

  it('makes battles of a person’s verdicts, undoably, and tells how far a judge agrees', async () => {
    const { judging, history } = await bench.open();
    await judging.addAnswers([
      { promptId: 'p1', model: 'm1', turns: ['One.'] },
      { promptId: 'p1', model: 'm6', turns: ['Six.'] },
    ]);
    const game = { promptId: 'p1', modelA: 'm1', modelB: 'm6', game: 1 as const };
    judging.human.addVerdict({ ...game, level: -1 });
    judging.human.addVerdict({ ...game, level: 2 });
    await judging.human.flush();
    expect(bench.received.get('human')).toEqual([
      expect.objectContaining({
        ...game,
        ...{ outcome: 1, weight: 3, judge: 'human', answerA: ['One.'], answerB: ['Six.'] },
        ...{ promptText: PROMPTS[1].text, styleA: { length: 4, headers: 0, lists: 0, bold: 0 } },
      }),
    ]);
    const judged = [{ ...game, outcome: 1, weight: 1, judge: 'j' }];
    expect(judging.human.agreement(judged, 3, 0.95)).toMatchObject({
      n: 1,
      winner: { share: 1 },
      exact: { share: 0 },
    });

    expect(judging.human.undoVerdict()).toBe(true);
    expect(judging.human.verdictOf(game)?.level).toBe(-1);
    judging.choices.edit('Raise the cap', { budgetUsd: 9 });
    expect(judging.human.undoVerdict()).toBe(false);
    history.undo();
    const { judging: again } = await bench.open();
    expect(again.human.verdicts).toEqual(judging.human.verdicts);
    await again.human.flush();
    expect(bench.received.get('human')).toMatchObject([{ outcome: 0, weight: 1 }]);

    // A verdict is about the answers that were shown.
    await again.addAnswers([{ promptId: 'p1', model: 'm6', turns: ['Another.'] }]);
    expect([again.human.verdictOf(game), again.human.outdated]).toEqual([null, 1]);
    again.human.addVerdict({ ...game, promptId: 'p2', level: 1 });
    await again.human.flush();
    expect(bench.received.get('human')).toMatchObject([{ promptId: 'p2' }]);
    again.human.addVerdict({ ...game, level: 2 });
    expect([again.human.verdictOf(game)?.level, again.human.outdated]).toEqual([2, 0]);
  });

  it('asks only what is open, and estimates by the replies that are there', async () => {
    const { judging, provider } = await bench.openReady();
    judging.choices.edit('Masking', {
      mask: { emails: false, phones: false, names: ['number 3'] },
    });
    const spec = answerSpec(provider);
    const before = await judging.plans.outlook(spec);
    expect(before).toMatchObject({ stored: { answered: 0 }, replyTokens: null, missing: [] });
    expect(before.masked).toEqual({ prompts: 1, examples: ['number 3'] });
    expect(before.example?.messages).toEqual([{ role: 'user', content: PROMPTS[0].text }]);
    const pilot = await judging.start(spec, { pilot: 6 });
    expect(pilot.pilot).toBe(6);
    const after = await judging.plans.outlook(spec);
    expect(after).toMatchObject({ stored: { answered: 6 }, estimate: { calls: 4 } });
    expect(after.replyTokens).toBeGreaterThan(5);
    expect(after.estimate.outputTokens).toBeCloseTo(4 * after.replyTokens!, 6);
    const fewer = judging.plans.without(judging.plans.without(spec, ['p0', 'p1']), ['p2']);
    const rest = await judging.plans.outlook(fewer);
    expect(rest.stored.answered + rest.estimate.calls).toBe(7);
    expect(await judging.plans.outlook(judgeSpec(provider))).toMatchObject({
      estimate: { calls: 0 },
      example: null,
      missing: expect.arrayContaining([{ promptId: 'p0', model: 'm6' }]) as unknown,
    });
  });

  it('takes batch results in as a run', async () => {
    const { judging, provider, history } = await bench.openReady();
    const spec = answerSpec(provider);
    const [written] = await judging.batch.write(spec);
    expect(written).toMatchObject({ model: 'm1', requests: 10 });
    const file = await written.blob.text();
    const results = file
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { custom_id: string })
      .map(({ custom_id }, n) =>
        JSON.stringify({
          custom_id,
          response: {
            status_code: 200,
            body: { choices: [{ message: { content: `Answer ${n}.` }, finish_reason: 'stop' }] },
          },
        }),
      );
    const [waiting] = judging.choices.runs;
    expect(waiting).toMatchObject({ batch: 'written', end: null });
    const found = await judging.batch.readInto(
      waiting.id,
      new Blob([results.reverse().join('\n')]),
      'r.jsonl',
    );
    expect(found.records).toHaveLength(10);
    expect(judging.answers.get('p3', 'm1')?.turns).toEqual(['Answer 3.']);
    expect(bench.judge.requests).toBe(0);
    expect(judging.choices.runs).toHaveLength(1);
    expect(judging.choices.runs[0]).toMatchObject({
      ...{ batch: 'read', end: 'complete' },
      progress: { planned: 10, answered: 10, left: 0 },
    });
    expect(judging.run.progress?.answered).toBe(10);
    expect(judging.run.preview).toHaveLength(10);
    judging.choices.removeRun(waiting.id);
    expect(judging.choices.runs).toEqual([]);
    history.undo();
    expect(judging.choices.runs).toHaveLength(1);
    judging.removeAnswers('m1');
    expect(judging.answers.size).toBe(0);
    history.undo();
    expect(judging.answers.count('m1')).toBe(10);
    await expect(judging.batch.write(spec)).rejects.toMatchObject({ code: 'no-calls' });
    await expect(
      judging.batch.readInto(waiting.id, new Blob(['{"custom_id": "other"}\nno']), 'x.jsonl'),
    ).rejects.toThrow(/x\.jsonl holds no result of these calls \(0 of others, 2 lines/);
  });

  it('tries failures of a pilot again, and makes no other call', async () => {
    const { judging, provider } = await bench.openReady();
    bench.judge.settings.faults = { ...bench.judge.settings.faults, contentFilter: 1 };
    const { id, progress } = await judging.start(answerSpec(provider), { pilot: 3 });
    expect(progress).toMatchObject({ planned: 3, failed: 3 });
    bench.judge.settings.faults = { ...bench.judge.settings.faults, contentFilter: 0 };
    const before = bench.judge.requests;
    const again = await judging.resume(id, { retry: { kinds: ['refusal'] } });
    expect(again).toMatchObject({ pilot: 3, progress: { planned: 10, answered: 3, left: 7 } });
    expect(bench.judge.requests - before).toBe(3);
  });

  it('starts one run at a time, and none once it is closed', async () => {
    const { judging, provider } = await bench.openReady();
    const first = judging.start(answerSpec(provider));
    await expect(judging.start(answerSpec(provider, 'm6'))).rejects.toMatchObject({ code: 'busy' });
    await expect(first).resolves.toMatchObject({ end: 'complete' });
    const before = bench.judge.requests;
    const late = judging.start(answerSpec(provider, 'm6'));
    judging.close();
    await expect(late).rejects.toThrow('closed');
    expect(bench.judge.requests).toBe(before);
  });

  it('goes to the address that was corrected since', async () => {
    const { judging, keys, provider } = await bench.openReady();
    keys.correct(provider, `${bench.judge.address}/nowhere`);
    const { id, end } = await judging.start(answerSpec(provider));
    expect(end).toBe('stopped');
    keys.correct(provider, `${bench.judge.address}/v1`);
    await expect(judging.resume(id)).resolves.toMatchObject({ end: 'complete' });
    expect(() => keys.correct(provider, 'https://elsewhere.org/v1')).toThrow(/another host/);
    expect(keys.hasKey(provider)).toBe(true);
  });
});
