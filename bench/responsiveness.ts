import type { Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sharedPath } from '../src/core/testing/shared';
import { machine } from './figures';
import { blockOnce, longTasks, observeLongTasks, printLongTasks } from './page/long-tasks';
import { importAndOpenMap, stageDone, withSite } from './page/site';

const PAN_ROUNDS = 4;
const STEPS = 40;
const WHEEL_STEPS = 10;
const WHEEL_PIXELS = 240;

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
    await observeLongTasks(page);
    await blockOnce(page);
    printLongTasks('responsiveness: control: one block of 120 ms', await longTasks(page), 1);
    await chooseFiles(page, [arena]);
    printLongTasks('responsiveness: preview of a file of 500 prompts', await longTasks(page));
    await importAndOpenMap(page);
    await stageDone(page, 'Names');
    printLongTasks(
      'responsiveness: embedding and clustering of 500 prompts',
      await longTasks(page),
      0,
    );
  });
  if (!values.vectors || !existsSync(values.vectors)) {
    console.log('The large map: skipped; give --vectors of ../shared/data/prompts/mixed.jsonl.');
    return;
  }
  const files = [mixed, values.vectors];
  await withSite(async ({ page }) => {
    await observeLongTasks(page);
    await chooseFiles(page, files);
    await importAndOpenMap(page);
    await stageDone(page, 'Names');
    printLongTasks(
      'responsiveness: import and clustering of 17,895 prompts with given vectors',
      await longTasks(page),
    );
    await useMap(page);
    printLongTasks(
      'responsiveness: panning, zooming and hovering over 17,895 points',
      await longTasks(page),
      0,
    );
  });
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
