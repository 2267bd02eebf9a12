import type { Page } from '@playwright/test';

/** The picture of the map. */
export const plot = (page: Page) => page.getByRole('application', { name: /^Map of/ });

/** Where a point of the plot lies on the page; both from 0 to 1, from its left and top. */
type Share = readonly [x: number, y: number];

/** Draws a lasso around a part of the plot. */
export async function drawLasso(page: Page, [left, top]: Share, [right, bottom]: Share) {
  const box = (await plot(page).boundingBox())!;
  const moveTo = ([x, y]: Share, steps: number) =>
    page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps });
  await page.getByRole('button', { name: 'Lasso' }).click();
  await moveTo([(left + right) / 2, top], 1);
  await page.mouse.down();
  const corners: readonly Share[] = [
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top],
    [right, top],
  ];
  for (const corner of corners) await moveTo(corner, 5);
  await page.mouse.up();
}
