import type { Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { withBuiltSite, type Opened } from './browser';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 20 * 60_000;
const POLL_MS = 50;

/** The stages as the status line names them, in their order. */
export const STAGES = ['Import', 'Embedding', 'Neighbours', 'Map', 'Clusters', 'Names'] as const;
type Stage = (typeof STAGES)[number] | 'Ranking';

/** Builds the product and opens it in an empty browser, on the screen that takes files. */
export function withSite<T>(run: (opened: Opened) => Promise<T>): Promise<T> {
  const config = { configFile: `${ROOT}vite.config.ts`, root: ROOT } as const;
  return withBuiltSite({ config }, async (opened) => {
    const { page, address } = opened;
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${address}#/prompts`);
    // The first load may end with a reload that isolates the page.
    await page.waitForFunction(() => crossOriginIsolated && document.querySelector('h1') !== null);
    await page.waitForLoadState('networkidle');
    return run(opened);
  });
}

/** Presses the preview's button, and looks on from the map, as a user does. */
export async function importAndOpenMap(page: Page): Promise<void> {
  // By selectors and bare events: finding by role, and looking for what lies over a button, walk the
  // page in the tasks that are counted.
  await page.locator('dialog footer button.primary:enabled').dispatchEvent('click');
  await page.locator('nav a[href="#/map"]').dispatchEvent('click');
}

/** Waits until the status line ticks a stage off. */
export async function stageDone(page: Page, stage: Stage): Promise<void> {
  await page.waitForFunction(
    (tick) => document.querySelector('.status')?.textContent?.includes(tick),
    `${stage} ✓`,
    { polling: POLL_MS },
  );
}
