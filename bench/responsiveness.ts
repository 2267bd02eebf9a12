import type { Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sharedPath } from '../src/core/testing/shared';
import { machine, printFigures } from './figures';
import { importAndOpenMap, stageDone, withSite } from './page/site';

/** The browser's own limit, below which a task is not reported. */
const LONG_TASK_MS = 50;
const BLOCK_MS = 120;
const PAN_ROUNDS = 4;
const STEPS = 40;
const WHEEL_STEPS = 10;
const WHEEL_PIXELS = 240;

declare global {
  interface Window {
    longTasks: number[];
  }
}

/**
 * Tasks of the page's own thread that kept it from the user for more than 50 ms (Long Tasks API):
 * while 500 prompts are embedded and clustered, while a map of 17,895 points is panned, zoomed and
 * hovered over, and while those are imported and clustered. A deliberate block is the control: it
 * must be seen.
 * @param args `--vectors V.npy` of mixed.jsonl, for the large map
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { vectors: { type: 'string' } } });
  const arena = sharedPath('data/prompts/arena-hard-v0.1.jsonl');
  const mixed = sharedPath('data/prompts/mixed.jsonl');
  if (!arena || !mixed) {
    console.log('responsiveness: skipped, as ../shared is not there.');
    return;
  }
  console.log(machine());
  await withSite(async ({ page }) => {
    await observe(page);
    await blockOnce(page);
    report('control: one block of 120 ms', await taken(page), 1);
    await chooseFiles(page, [arena]);
    report('preview of a file of 500 prompts', await taken(page));
    await importAndOpenMap(page);
    await stageDone(page, 'Names');
    report('embedding and clustering of 500 prompts', await taken(page), 0);
  });
  if (!values.vectors || !existsSync(values.vectors)) {
    console.log('The large map: skipped; give --vectors of ../shared/data/prompts/mixed.jsonl.');
    return;
  }
  const files = [mixed, values.vectors];
  await withSite(async ({ page }) => {
    await observe(page);
    await chooseFiles(page, files);
    await importAndOpenMap(page);
    await stageDone(page, 'Names');
    report('import and clustering of 17,895 prompts with given vectors', await taken(page));
    await useMap(page);
    report('panning, zooming and hovering over 17,895 points', await taken(page), 0);
  });
}

async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: false });
  });
}

/** A block inside `evaluate` is not reported; one in a timer is. */
async function blockOnce(page: Page): Promise<void> {
  await page.evaluate(
    (milliseconds) =>
      new Promise<void>((resolve) =>
        setTimeout(() => {
          const end = performance.now() + milliseconds;
          while (performance.now() < end);
          resolve();
        }),
      ),
    BLOCK_MS,
  );
}

/** Long tasks since the last call, ms. */
async function taken(page: Page): Promise<number[]> {
  // The observer is told of a task after the task.
  await page.waitForTimeout(LONG_TASK_MS * 4);
  return page.evaluate(() => window.longTasks.splice(0));
}

/** Until the preview is ready for its button. */
async function chooseFiles(page: Page, files: readonly string[]): Promise<void> {
  await page.getByLabel('Files of prompts').setInputFiles([...files]);
  await page.locator('button:enabled', { hasText: /^Import$/ }).waitFor();
}

async function useMap(page: Page): Promise<void> {
  const box = (await page.getByRole('region', { name: 'Map' }).boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  for (let round = 0; round < PAN_ROUNDS; round++) {
    const reach = (round % 2 === 0 ? 1 : -1) * box.width * 0.25;
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + reach, middle.y + reach / 2, { steps: STEPS });
    await page.mouse.up();
    for (let step = 0; step < WHEEL_STEPS; step++)
      await page.mouse.wheel(0, round < PAN_ROUNDS / 2 ? -WHEEL_PIXELS : WHEEL_PIXELS);
    await page.mouse.move(middle.x - reach, middle.y, { steps: STEPS });
  }
}

/** @param expected none where there is no target; above 0 the control's least */
function report(title: string, tasks: readonly number[], expected?: number): void {
  const bound =
    expected === undefined ? {} : expected > 0 ? { atLeast: expected } : { atMost: expected };
  const longest = Math.max(0, ...tasks);
  printFigures(`responsiveness: ${title}`, [
    { what: `tasks over ${LONG_TASK_MS} ms`, value: tasks.length, digits: 0, ...bound },
    { what: 'longest of them', value: longest, digits: 0, unit: 'ms' },
  ]);
}
