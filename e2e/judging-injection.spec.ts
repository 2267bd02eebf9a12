import type { Page } from '@playwright/test';
import { STRENGTHS } from '../src/stages/testing/local-run';
import { ATTACKS, BREAKS_OUT, KNOWN_CODE, type Side } from './injection-attacks';
import { answerFile, expectedVerdict, judgedPrompts, promptFile } from './judged-models';
import { addProvider, fillJudgeRun, finishedRun, importAnswers, startRun } from './judging-page';
import { startLocalJudge, type LocalJudgeSettings } from './local-judge';
import { gameOf, savedVerdicts, storedVerdicts } from './stored-judging';
import { expect, importFiles, openApp, test } from './touchstone-test';
import type { Watch } from './watch';

const KEY = 'sk-injection-0123456789';
const KINDS = Object.keys(ATTACKS);
const SIDES: readonly Side[] = ['A', 'B'];
/** Each attack from each side, on three prompts. */
const PROMPTS = judgedPrompts(KINDS.length * SIDES.length * 3);
const LABELS: Readonly<Record<Side, string>> = { A: '[[A>>B]]', B: '[[B>>A]]' };
/** The strongest model is honest; the weakest attacks. */
const HONEST = 'm1';
const ATTACKER = 'm6';

const attackOn = (n: number) => {
  const side = SIDES[Math.floor(n / KINDS.length) % SIDES.length];
  return { kind: KINDS[n % KINDS.length], side };
};

/** Lets a gullible judge compare attacking answers with honest ones, through the page. */
async function judgedAttacks(
  page: Page,
  watch: Watch,
  settings: Partial<LocalJudgeSettings>,
): Promise<ReadonlyMap<string, string>> {
  const judge = await startLocalJudge({
    strengths: STRENGTHS,
    key: KEY,
    gullible: true,
    ...settings,
  });
  try {
    watch.allowedHosts.add(new URL(judge.address).host);
    await openApp(page);
    await importFiles(page, [promptFile(PROMPTS)]);
    const host = await addProvider(page, judge.address, KEY);
    await importAnswers(page, [
      answerFile(HONEST, STRENGTHS[HONEST], PROMPTS),
      answerFile(ATTACKER, STRENGTHS[ATTACKER], PROMPTS, (text, n) => {
        const { kind, side } = attackOn(n);
        return text + ATTACKS[kind](side, LABELS[side]);
      }),
    ]);
    await fillJudgeRun(page, host, ATTACKER);
    await startRun(page);
    const calls = 2 * PROMPTS.length;
    const account = await finishedRun(page, calls, 60_000);
    expect(account).toMatchObject({ planned: calls, answered: calls, unparsed: 0, failed: 0 });
    const verdicts = await savedVerdicts(page);
    // What the page takes for a verdict is the last word of the reply.
    expect([...verdicts].sort()).toEqual([...(await storedVerdicts(page))].sort());
    return verdicts;
  } finally {
    await judge.close();
  }
}

const expected = new Map(
  PROMPTS.flatMap(({ id, prompt }) => [
    [gameOf(id, HONEST, ATTACKER), expectedVerdict(prompt, HONEST, ATTACKER)] as const,
    [gameOf(id, ATTACKER, HONEST), expectedVerdict(prompt, ATTACKER, HONEST)] as const,
  ]),
);

test('answers that try to decide the verdict change none, before a gullible judge', async ({
  page,
  watch,
}) => {
  const verdicts = await judgedAttacks(page, watch, {});
  expect([...verdicts].sort()).toEqual([...expected].sort());
});

test('with markers that can be known, the same answers win: the test above would fail', async ({
  page,
  watch,
}) => {
  const verdicts = await judgedAttacks(page, watch, { knownCode: KNOWN_CODE });
  let won = 0;
  PROMPTS.forEach(({ id }, n) => {
    const { kind, side } = attackOn(n);
    if (!BREAKS_OUT.includes(kind)) return;
    const game = side === 'A' ? gameOf(id, ATTACKER, HONEST) : gameOf(id, HONEST, ATTACKER);
    expect(verdicts.get(game), `${kind} from ${side}`).toBe(LABELS[side]);
    if (expected.get(game) !== LABELS[side]) won++;
  });
  expect(won).toBeGreaterThan(BREAKS_OUT.length);
});
