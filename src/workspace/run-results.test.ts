import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ARENA_HARD_CRITERIA } from '../core/judging/criteria';
import type { Judging } from './judging.svelte';
import {
  answerSpec,
  BENCH_PROMPTS,
  JudgingBench,
  judgeSpec,
  tagSpec,
} from './testing/judging-bench';

let bench: JudgingBench;
beforeEach(async () => (bench = await JudgingBench.start()));
afterEach(async () => {
  expect(bench.told).toEqual([]);
  await bench.close();
});

const CRITERIA = { task: 'criteria', criteria: ARENA_HARD_CRITERIA } as const;
const own = (model: string, text: string, prompts = BENCH_PROMPTS) =>
  prompts.map(({ id }) => ({ promptId: id, model, turns: [`${text} to ${id}.`] }));

/** Both models' answers and a run that judged them. */
async function judged() {
  const opened = await bench.openReady();
  const { judging, provider } = opened;
  await judging.addAnswers([...own('m1', 'One'), ...own('m6', 'Six')]);
  const { id } = await judging.start(judgeSpec(provider));
  const held = () => bench.battlesOf(judgeSpec(provider));
  expect(held()).toHaveLength(20);
  return { ...opened, run: id, held };
}

describe('a judge run', () => {
  it('is opened without a change, and says what belongs to answers that are gone', async () => {
    const { judging, history, run, held } = await judged();
    const before = held();
    judging.removeAnswers('m1');
    await judging.open(run);
    expect(held()).toBe(before);
    expect(judging.results.standing).toEqual({ run, outdated: 20, unused: null });
    history.undo();
    await judging.addAnswers(own('m1', 'Later', BENCH_PROMPTS.slice(0, 3)));
    await judging.open(run);
    expect(held()).toBe(before);
    expect(judging.results.standing).toMatchObject({
      ...{ run, outdated: 6 },
      unused: { kind: 'judge', count: 14, replaced: 20 },
    });
    await judging.results.use();
    expect(held()).toHaveLength(14);
    expect(judging.results.standing?.unused).toBeNull();
  });

  it('offers its battles anew where a big win is set to count otherwise', async () => {
    const { judging, run, held } = await judged();
    const weights = () => new Set(held()!.map(({ weight }) => weight));
    expect(weights()).toEqual(new Set([1, 3]));
    await judging.open(run);
    expect(judging.results.standing?.unused).toBeNull();
    judging.choices.edit('Big wins', { bigWinWeight: 2 });
    await judging.open(run);
    expect(judging.results.standing?.unused).toMatchObject({ count: 20, reweighed: true });
    await judging.results.use();
    expect(weights()).toEqual(new Set([1, 2]));
  });

  it('leaves the battles there as they are where going on gives fewer', async () => {
    const { judging, run, held } = await judged();
    const before = held();
    await judging.addAnswers(own('m1', 'Later', BENCH_PROMPTS.slice(0, 3)));
    await judging.resume(run, { retry: { kinds: ['transport'] } });
    expect(held()).toBe(before);
    expect(judging.results.standing).toMatchObject({ outdated: 6, unused: { count: 14 } });
    await judging.resume(run);
    expect(held()).toHaveLength(20);
    expect(held()).not.toBe(before);
    expect(judging.results.standing).toMatchObject({ unused: null });
  });
});

describe('runs that ask the same', () => {
  it('give the same battles once', async () => {
    const { judging, provider, held } = await judged();
    await judging.start(judgeSpec(provider), { pilot: 5 });
    const { id } = await judging.start(judgeSpec(provider));
    expect(bench.received.size).toBe(1);
    expect(held()).toHaveLength(20);
    await judging.open(id);
    expect(judging.results.standing?.unused).toBeNull();
    await judging.start({ ...judgeSpec(provider), turns: 'all' });
    expect(bench.received.size).toBe(2);
  });
});

describe('an answer run', () => {
  it('puts no old answer over a newer one, nor back where it was removed, unless asked', async () => {
    const { judging, provider, history } = await bench.openReady();
    const { id } = await judging.start(answerSpec(provider), { pilot: 4 });
    expect(history.undoLabel).toBe('Answers of m1');
    const [made] = [...judging.answers].filter(({ model }) => model === 'm1');
    const [{ turns: old }] = [made];
    await judging.addAnswers([{ promptId: made.promptId, model: 'm1', turns: ['Newer.'] }]);
    const textOf = () => judging.answers.get(made.promptId, 'm1')?.turns;
    await judging.open(id);
    expect(textOf()).toEqual(['Newer.']);
    await judging.resume(id);
    expect(textOf()).toEqual(['Newer.']);
    expect(judging.answers.count('m1')).toBe(10);
    expect(judging.results.standing?.unused).toMatchObject({ count: 1, replaced: 1 });
    judging.removeAnswers('m1');
    await judging.open(id);
    await judging.resume(id, { retry: { kinds: ['transport'] } });
    expect(judging.answers.count('m1')).toBe(0);
    expect(judging.results.standing?.unused).toMatchObject({ count: 10, replaced: 0 });
    await judging.results.use();
    expect(textOf()).toEqual(old);
    history.undo();
    expect(judging.answers.count('m1')).toBe(0);
  });

  it('gives what came before the page closed on it, once it is gone on with', async () => {
    const { judging, provider } = await bench.openReady();
    const { id, ...log } = await judging.start(answerSpec(provider), { pilot: 4 });
    judging.removeAnswers('m1');
    judging.choices.log({ id, ...log, end: null });
    const again = await bench.openReady();
    await again.judging.resume(id);
    expect(again.judging.answers.count('m1')).toBe(10);
  });

  it('keeps its own cap when it is gone on with, until the user gives another', async () => {
    const { judging, provider } = await bench.openReady();
    const price = { model: 'm1', inputUsd: 0, outputUsd: 1000, contextTokens: null, asOf: '' };
    judging.choices.edit('Price', { prices: [price] });
    const { id, end } = await judging.start(answerSpec(provider), { budgetUsd: 0.25 });
    expect(end).toBe('budget');
    const { judging: later } = await bench.openReady();
    const again = await later.resume(id);
    expect(again).toMatchObject({ end: 'budget', budgetUsd: 0.25 });
    const raised = await later.resume(id, { budgetUsd: 100 });
    expect(raised).toMatchObject({ end: 'complete', budgetUsd: 100, progress: { answered: 10 } });
  });

  it('counts what it spent on texts that have changed since under its cap', async () => {
    const { judging, provider } = await bench.openReady();
    const price = { model: 'm1', inputUsd: 0, outputUsd: 1000, contextTokens: null, asOf: '' };
    judging.choices.edit('Price', { prices: [price] });
    const { id, progress } = await judging.start(answerSpec(provider), { budgetUsd: 100 });
    const { mask } = judging.choices.settings;
    judging.choices.edit('Mask', { mask: { ...mask, names: ['task'] } });
    await judging.open(id);
    expect(judging.results.standing?.outdated).toBeGreaterThan(0);
    const again = await judging.resume(id);
    expect(again.progress!.spentUsd).toBeGreaterThan(1.2 * progress!.spentUsd);
  });
});

describe('a tag run', () => {
  const modelOf = (judging: Judging) => judging.tags.of('criteria')?.tagger.model;
  const size = (judging: Judging) => judging.tags.of('criteria')?.tags.size;

  it('of a part joins those of the same tagger, and is offered beside those of another', async () => {
    const { judging, provider, history } = await bench.openReady();
    const part = (...promptIds: string[]) => tagSpec(provider, CRITERIA, { promptIds });
    await judging.start(part('p0', 'p1', 'p2'));
    const { id } = await judging.start(part('p2', 'p3'));
    expect(size(judging)).toBe(4);
    await judging.start(tagSpec(provider, CRITERIA, { model: 'm1' }), { pilot: 2 });
    expect([modelOf(judging), size(judging)]).toEqual(['judge', 4]);
    expect(judging.results.standing?.unused).toMatchObject({ kind: 'tag', count: 2, replaced: 4 });
    await judging.results.use();
    expect([modelOf(judging), size(judging)]).toEqual(['m1', 2]);
    await judging.open(id);
    expect([modelOf(judging), size(judging)]).toEqual(['m1', 2]);
    history.undo();
    expect([modelOf(judging), size(judging)]).toEqual(['judge', 4]);
    await judging.start(tagSpec(provider, CRITERIA, { model: 'm1' }));
    expect([modelOf(judging), size(judging)]).toEqual(['m1', 10]);
    const reply = await judging.plans.replyBehind(judging.tags.of('criteria')!, 'p9');
    expect(reply).toMatchObject({ model: 'm1', subject: { id: 'p9' } });
  });
});

describe('calls that are asked again', () => {
  it('are shown with their cost, made anew on request, and keep their answer where none comes', async () => {
    const { judging, provider, run, held } = await judged();
    const { judge } = bench;
    const first = held();
    const all = { of: run, calls: 'all' } as const;
    const outlook = await judging.plans.outlook(judgeSpec(provider), all);
    expect(outlook).toMatchObject({ again: all, stored: { answered: 0 }, estimate: { calls: 20 } });
    const before = judge.requests;
    const whole = await judging.start(judgeSpec(provider), { again: all });
    expect(judge.requests - before).toBe(20);
    expect(whole).toMatchObject({ end: 'complete', progress: { planned: 20, answered: 20 } });
    expect(bench.received.size).toBe(1);
    expect(held()).toHaveLength(20);
    expect(held()).not.toBe(first);

    const single = { of: run, calls: [judging.run.preview[0].key] };
    expect(await judging.plans.outlook(judgeSpec(provider), single)).toMatchObject({
      estimate: { calls: 1 },
    });
    judge.settings.faults = { ...judge.settings.faults, contentFilter: 1 };
    const one = await judging.start(judgeSpec(provider), { again: single });
    expect(judge.requests - before).toBe(21);
    expect(one).toMatchObject({ again: single, progress: { planned: 1, failed: 1 } });
    expect(one.message).toContain('the earlier one stays');
    await judging.open(run);
    expect(judging.run.progress).toMatchObject({ answered: 20, failed: 0 });
    judge.settings.faults = { ...judge.settings.faults, contentFilter: 0 };
    expect((await judging.resume(one.id)).progress).toMatchObject({ planned: 1, answered: 1 });
    expect((await judging.resume(one.id)).progress).toMatchObject({ planned: 1, reused: 1 });
  });
});
