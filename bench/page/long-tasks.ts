import type { Page } from '@playwright/test';
import { printFigures } from '../figures';

/** The browser's own limit, below which a task is not reported. */
const LONG_TASK_MS = 50;
const BLOCK_MS = 120;

declare global {
  interface Window {
    longTasks: number[];
  }
}

/** Notes from now on the tasks of the page's own thread that the Long Tasks API reports. */
export async function observeLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longTasks.push(duration);
    }).observe({ type: 'longtask', buffered: false });
  });
}

/** The control: a block that must be seen. One inside `evaluate` is not reported; this one is in a timer. */
export async function blockOnce(page: Page): Promise<void> {
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
export async function longTasks(page: Page): Promise<number[]> {
  // The observer is told of a task after the task.
  await page.waitForTimeout(LONG_TASK_MS * 4);
  return page.evaluate(() => window.longTasks.splice(0));
}

/** @param expected none where there is no target; 0, or how many the control makes at least */
export function printLongTasks(title: string, tasks: readonly number[], expected?: number): void {
  const bound =
    expected === undefined ? {} : expected > 0 ? { atLeast: expected } : { atMost: expected };
  const longest = Math.max(0, ...tasks);
  printFigures(title, [
    { what: `tasks over ${LONG_TASK_MS} ms`, value: tasks.length, digits: 0, ...bound },
    { what: 'longest of them', value: longest, digits: 0, unit: 'ms' },
  ]);
}
