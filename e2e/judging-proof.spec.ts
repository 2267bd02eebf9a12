import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { STRENGTHS } from '../src/stages/testing/local-run';
import { exported } from './exported-clusters';
import {
  answerFile,
  BASELINE,
  expectedVerdict,
  judgedPrompts,
  MODELS,
  promptFile,
  TOLD_APART_POINTS,
} from './judged-models';
import {
  addProvider,
  fillAnswerRun,
  fillJudgeRun,
  finishedRun,
  goOn,
  importAnswers,
  keepKey,
  retryUnreached,
  setTimeOut,
  settledCalls,
  startRun,
} from './judging-page';
import { NO_FAULTS } from './local-faults';
import { startLocalJudge, type Delivery, type LocalJudge } from './local-judge';
import { gameOf, storedVerdicts } from './stored-judging';
import { expect, expectNamedMap, importFiles, openApp, openScreen, test } from './touchstone-test';
import type { Watch } from './watch';

const KEY = 'sk-proof-0123456789';
const PROMPTS = judgedPrompts(300);
/** The first model's answers are made, those of the others imported. */
const [ANSWERING, ...IMPORTED] = MODELS;
const GAMES = 2;
const CALLS = PROMPTS.length * (MODELS.length - 1) * GAMES;
const PATIENCE_MS = 240_000;

/** Every fault strikes at the share that the issue names; broken replies are of three kinds. */
const FAULTS = {
  ...NO_FAULTS,
  tooMany: 0.1,
  serverError: 0.05,
  cut: 0.02,
  stall: 0.02,
  stallMs: 30_000,
  brokenJson: 0.03,
  missingVerdict: 0.01,
  wrongLabel: 0.01,
};
/** Fifteen times shorter than the stalls, which are there to be given up on. */
const TIME_OUT_S = 2;
const OFFLINE_MS = 10_000;
/** Of 3,000 calls, three in a hundred runs give one up. */
const MOST_GIVEN_UP = 2;
/** The runner's own limit. */
const MOST_IN_FLIGHT = 24;
/** A reply that was sent so long before an interruption may not be stored yet, or so long after be lost on the way. */
const STORING_MS = 1000;
const SENDING_MS = 500;

interface Outcome {
  readonly verdicts: ReadonlyMap<string, string>;
  /** As exported, with ratings, intervals and counts in full precision. */
  readonly leaderboard: string;
}

async function prepare(page: Page, judge: LocalJudge, watch: Watch): Promise<string> {
  const { host } = new URL(judge.address);
  watch.allowedHosts.add(host);
  await openApp(page);
  await importFiles(page, [promptFile(PROMPTS)]);
  await expectNamedMap(page);
  await addProvider(page, judge.address, KEY);
  await expect(page.getByText(`Answers: ${MODELS.length + 1} models`)).toBeVisible();
  await keepKey(page, host);
  await importAnswers(
    page,
    IMPORTED.map((model) => answerFile(model, STRENGTHS[model], PROMPTS)),
  );
  return host;
}

async function makeAnswers(page: Page, host: string): Promise<void> {
  await fillAnswerRun(page, host, ANSWERING);
  await startRun(page);
  const { answered, ...others } = await finishedRun(page, PROMPTS.length, PATIENCE_MS);
  expect(answered).toBe(PROMPTS.length);
  expect(others).toEqual({ planned: PROMPTS.length, unparsed: 0, failed: 0, reused: 0 });
}

/** What the page shows and keeps at the end; the ranking must be the known one. */
async function outcome(page: Page): Promise<Outcome> {
  await openScreen(page, 'Ranking');
  await expect(page.getByRole('contentinfo')).toContainText('Ranking ✓', { timeout: 60_000 });
  const leaderboard = (await exported(page, 'Export the leaderboard', 'Data (CSV)')).toString();
  const { data } = Papa.parse<Record<string, string>>(leaderboard.trim(), { header: true });
  const rating = new Map(data.map((row) => [row.model, Number(row.rating)]));
  expect([...rating.keys()].sort()).toEqual([...MODELS]);
  for (const better of MODELS) {
    for (const worse of MODELS) {
      if (STRENGTHS[better] - STRENGTHS[worse] < TOLD_APART_POINTS) continue;
      expect(rating.get(better), `${better} above ${worse}`).toBeGreaterThan(rating.get(worse)!);
    }
  }
  return { verdicts: await storedVerdicts(page), leaderboard };
}

const EXPECTED = new Map(
  PROMPTS.flatMap(({ id, prompt }) =>
    MODELS.filter((model) => model !== BASELINE).flatMap((model) => [
      [gameOf(id, BASELINE, model), expectedVerdict(prompt, BASELINE, model)] as const,
      [gameOf(id, model, BASELINE), expectedVerdict(prompt, model, BASELINE)] as const,
    ]),
  ),
);

const sorted = (verdicts: ReadonlyMap<string, string>) => [...verdicts].sort();

test.describe('300 prompts, 6 models, 2 games, five labels', () => {
  test.describe.configure({ mode: 'serial', timeout: 2 * PATIENCE_MS });
  let clean: Outcome | null = null;

  test('the known ranking is recovered, and every call is accounted for', async ({
    page,
    watch,
  }) => {
    const judge = await startLocalJudge({ strengths: STRENGTHS, key: KEY });
    try {
      const host = await prepare(page, judge, watch);
      await makeAnswers(page, host);
      await fillJudgeRun(page, host, BASELINE);
      await startRun(page);
      const account = await finishedRun(page, CALLS, PATIENCE_MS);
      expect(account).toMatchObject({ planned: CALLS, unparsed: 0, failed: 0 });
      expect(account.answered + account.unparsed + account.failed).toBe(account.planned);
      expect(judge.delivered.size).toBe(CALLS + PROMPTS.length);
      expect(paidAgain(judge)).toEqual([]);
      clean = await outcome(page);
      expect(sorted(clean.verdicts)).toEqual(sorted(EXPECTED));
    } finally {
      await judge.close();
    }
  });

  test('the same under faults, two reloads and ten seconds offline', async ({
    page,
    context,
    watch,
  }) => {
    watch.expectedErrors.push(/Failed to load resource/);
    const judge = await startLocalJudge({ strengths: STRENGTHS, key: KEY });
    try {
      const host = await prepare(page, judge, watch);
      await setTimeOut(page, TIME_OUT_S);
      judge.settings.faults = FAULTS;
      await makeAnswers(page, host);
      await fillJudgeRun(page, host, BASELINE);
      await startRun(page);

      const reachesCalls = (share: number) =>
        expect
          .poll(() => settledCalls(page), { timeout: PATIENCE_MS, intervals: [100] })
          .toBeGreaterThan(share * CALLS);
      const interruptions: Interruption[] = [];
      const interrupt = async (work: () => Promise<unknown>) => {
        const from = Date.now() - STORING_MS;
        await work();
        interruptions.push({ from, to: Date.now() + SENDING_MS });
      };
      await reachesCalls(0.3);
      await interrupt(() => page.reload());
      await goOn(page);
      await reachesCalls(0.5);
      await interrupt(() => context.setOffline(true));
      await page.waitForTimeout(OFFLINE_MS);
      await context.setOffline(false);
      await reachesCalls(0.7);
      await interrupt(() => page.reload());
      await goOn(page);

      const account = await finishedRun(page, CALLS, PATIENCE_MS);
      const { answered, unparsed, failed, reused } = account;
      expect(answered + unparsed + failed + reused).toBe(CALLS);
      expect(unparsed).toBe(0);
      // Few calls meet a fault at each of their eight tries.
      expect(failed).toBeLessThanOrEqual(MOST_GIVEN_UP);
      if (failed > 0) {
        judge.settings.faults = NO_FAULTS;
        await retryUnreached(page);
        await expect(page.getByText(`${failed} answered · 0 unparsed · 0 failed`)).toBeVisible();
      }
      for (const fault of ['tooMany', 'serverError', 'cut', 'stall', 'brokenJson', 'wrongLabel']) {
        expect(judge.struck.get(fault), fault).toBeGreaterThan(0);
      }
      const again = paidAgain(judge);
      for (const payment of again) {
        const reason = interruptions.find((each) => wasInFlight(payment, each));
        expect(reason, 'paid twice though no interruption met it in flight').toBeDefined();
      }
      expect(again.length).toBeLessThanOrEqual(interruptions.length * MOST_IN_FLIGHT);

      const { verdicts, leaderboard } = await outcome(page);
      expect(sorted(verdicts)).toEqual(sorted(clean!.verdicts));
      expect(leaderboard).toBe(clean!.leaderboard);
    } finally {
      await judge.close();
    }
  });
});

interface Interruption {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** A reply that was sent whole and yet asked for again. */
interface SecondPayment {
  readonly first: Delivery;
  readonly second: Delivery;
}

function paidAgain(judge: LocalJudge): SecondPayment[] {
  return [...judge.delivered.values()].flatMap((deliveries) =>
    deliveries.slice(1).map((second, i) => ({ first: deliveries[i], second })),
  );
}

/** A reply without its verdict is in flight until its follow-up has come, however long that takes. */
function wasInFlight({ first, second }: SecondPayment, { from, to }: Interruption): boolean {
  return first.unfinished
    ? first.at <= to && second.at >= from
    : first.at >= from && first.at <= to;
}
