import type { Page } from '@playwright/test';
import { answerFile, judgedPrompts, promptFile } from '../e2e/judged-models';
import {
  addProvider,
  fillJudgeRun,
  importAnswers,
  openJudging,
  pauseRun,
  planRun,
  resumeRun,
  settledCalls,
} from '../e2e/judging-page';
import { startLocalJudge, type LocalJudge } from '../e2e/local-judge';
import { numberOption } from '../src/cli/number-option';
import { DEFAULT_RUN_SETTINGS } from '../src/core/judging/run';
import { FORMS } from '../src/llm/forms/forms';
import { planJudging } from '../src/stages/judge';
import { localPlan, testPrompts } from '../src/stages/testing/local-run';
import { machine, printFigures } from './figures';
import { blockOnce, longTasks, observeLongTasks, printLongTasks } from './page/long-tasks';
import { importAndOpenMap, stageDone, withSite } from './page/site';

const CALLS = 10_000;
/** A baseline and 25 models that meet it in two games. */
const MODELS = Array.from({ length: 26 }, (_, i) => ({ name: `c${i}`, rating: 900 + 15 * i }));
const GAMES = 2;
const CALLS_A_PROMPT = (MODELS.length - 1) * GAMES;
/** Where memory is measured: after a tenth of the calls, and shortly before the end. */
const EARLY = 0.1;
const LATE = 0.94;
const WARM_UP = 1000;
const DISTINCT_BODIES = 1000;
const MEGABYTE = 2 ** 20;
const KEY = 'sk-bench-0123456789';
/** May grow by what a garbage collection leaves, the live preview and the last records. */
const MAX_GROWTH_MB = 8;

/**
 * Ten thousand judge calls through the built page against the local provider, beside the same
 * requests by plain fetches of the same page, as many at once: what runner, database and display
 * cost, whether memory stays flat, and whether the page stays free.
 * `npm run bench -- runner [calls]`
 */
export async function run([count]: string[]): Promise<void> {
  const prompts = Math.ceil((numberOption('calls', count) ?? CALLS) / CALLS_A_PROMPT);
  const calls = prompts * CALLS_A_PROMPT;
  console.log(machine());
  const strengths = Object.fromEntries(MODELS.map(({ name, rating }) => [name, rating]));
  const judge = await startLocalJudge({ strengths, key: KEY });
  try {
    await withSite(async ({ page }) => {
      await observeLongTasks(page);
      await blockOnce(page);
      printLongTasks('control: one block of 120 ms', await longTasks(page), 1);
      await prepare(page, judge, prompts);

      const bodies = await requestBodies(judge);
      await plainFetches(page, judge, bodies, WARM_UP);
      const before = await plainFetches(page, judge, bodies, calls);
      console.log(`plain fetches before: ${before.toFixed(0)} a second`);
      const { rate, memory } = await judgedThroughPage(page, judge, calls);
      console.log(`through the page: ${rate.toFixed(0)} a second`);
      const ceiling = Math.max(before, await plainFetches(page, judge, bodies, calls));
      printFigures(`runner: ${calls} calls, up to ${DEFAULT_RUN_SETTINGS.maxInFlight} at once`, [
        { what: 'plain fetches, the faster of two rounds', value: ceiling, digits: 0, unit: '/s' },
        { what: 'through the page', value: rate, digits: 0, unit: '/s' },
        { what: 'share', value: (100 * rate) / ceiling, digits: 0, unit: '%' },
      ]);
      printFigures('runner: memory of the page after a garbage collection', [
        { what: 'planned', value: memory.planned, unit: 'MB' },
        { what: `after ${EARLY * calls} calls`, value: memory.early, unit: 'MB' },
        { what: `after ${LATE * calls} calls`, value: memory.late, unit: 'MB' },
        { what: 'growth', value: memory.late - memory.early, unit: 'MB', atMost: MAX_GROWTH_MB },
        { what: 'at the end, with all battles', value: memory.end, unit: 'MB' },
      ]);
    });
  } finally {
    await judge.close();
  }
}

async function prepare(page: Page, judge: LocalJudge, count: number): Promise<void> {
  const prompts = judgedPrompts(count);
  const { name, content } = promptFile(prompts);
  const buffer = Buffer.from(content);
  await page
    .getByLabel('Files of prompts')
    .setInputFiles({ name, mimeType: 'application/jsonl', buffer });
  await importAndOpenMap(page);
  await stageDone(page, 'Names');
  printLongTasks('import and clustering of prompts', await longTasks(page), 0);
  await addProvider(page, judge.address, KEY);
  await importAnswers(
    page,
    MODELS.map(({ name: model, rating }) => answerFile(model, rating, prompts)),
  );
  // The driver hands 26 files over in one long task of its own.
  await longTasks(page);
}

/** Requests such as the page makes. */
async function requestBodies(judge: LocalJudge): Promise<string[]> {
  const plan = localPlan(judge, testPrompts(Math.ceil(DISTINCT_BODIES / 30)));
  const calls = (await planJudging(plan)).slice(0, DISTINCT_BODIES);
  return calls.map(({ provider, model, parameters, messages }) => {
    const request = { provider, model, parameters, messages: messages() };
    return JSON.stringify(FORMS[provider.kind].request(request, null, {}).body);
  });
}

/** Calls a second of the server, as far as this browser can ask it. */
function plainFetches(
  page: Page,
  judge: LocalJudge,
  bodies: readonly string[],
  calls: number,
): Promise<number> {
  return page.evaluate(
    async ({ url, key, texts, total, atOnce }) => {
      let next = 0;
      const started = performance.now();
      await Promise.all(
        // Without a name, which tsx would want to keep by a helper that the page lacks.
        Array.from({ length: atOnce }, async () => {
          while (next < total) {
            const response = await fetch(url, {
              method: 'POST',
              headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
              body: texts[next++ % texts.length],
              cache: 'no-store',
            });
            JSON.parse(await response.text());
          }
        }),
      );
      return (1000 * total) / (performance.now() - started);
    },
    {
      url: `${judge.address}/v1/chat/completions`,
      key: KEY,
      texts: bodies,
      total: calls,
      atOnce: DEFAULT_RUN_SETTINGS.maxInFlight,
    },
  );
}

interface Memory {
  readonly planned: number;
  readonly early: number;
  readonly late: number;
  readonly end: number;
}

/** Plans and makes the run as a user does. */
async function judgedThroughPage(
  page: Page,
  judge: LocalJudge,
  calls: number,
): Promise<{ readonly rate: number; readonly memory: Memory }> {
  const session = await page.context().newCDPSession(page);
  const held = async (): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    // The collection holds the page up, which is not the page's fault.
    await longTasks(page);
    return usedSize / MEGABYTE;
  };
  const { host } = new URL(judge.address);
  await longTasks(page);
  await fillJudgeRun(page, host, MODELS[0].name);
  await planRun(page);
  const start = page.getByRole('button', { name: 'Agree and start' });
  printLongTasks(`planning ${calls} calls`, await longTasks(page), 0);
  const planned = await held();

  const during: number[] = [];
  let ms = 0;
  const until = async (share: number): Promise<void> => {
    const from = Date.now();
    while ((await settledCalls(page)) < share * calls) await page.waitForTimeout(100);
    if (share < 1) await pauseRun(page);
    const deliveries = [...judge.delivered.values()].flat();
    const times = deliveries.map(({ at }) => at).filter((at) => at >= from);
    ms += Math.max(...times) - Math.min(...times);
    during.push(...(await longTasks(page)));
  };
  await start.click();
  await until(EARLY);
  const early = await held();
  await resumeRun(page);
  await until(LATE);
  const late = await held();
  await resumeRun(page);
  await until(1);
  printLongTasks(`making ${calls} calls`, during, 0);
  await stageDone(page, 'Ranking');
  printLongTasks('battles of all calls into the ranking', await longTasks(page), 0);
  await openJudging(page, /^Run$/);
  return { rate: (1000 * calls) / ms, memory: { planned, early, late, end: await held() } };
}
