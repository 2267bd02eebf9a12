import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { exported } from './exported-clusters';
import { TOPICS_WITH_VECTORS, withVectors } from './given-vectors';
import { drawLasso, plot } from './map-plot';
import { TOPIC_PROMPTS, TOPICS } from './obvious-topics';
import {
  expect,
  expectNamedMap,
  heading,
  importFiles,
  openApp,
  openScreen,
  test,
} from './touchstone-test';

/** Until what the last move of the pointer caused is drawn. */
const nextFrame = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((drawn) =>
        requestAnimationFrame(() => requestAnimationFrame(() => drawn())),
      ),
  );

/** Moves the pointer in a grid over the picture until a prompt shows; its text and the place. */
async function findPoint(page: Page): Promise<{ text: string; x: number; y: number }> {
  const box = (await plot(page).boundingBox())!;
  const tip = plot(page).locator('.tip');
  for (let y = 0.25; y < 0.75; y += 0.02) {
    for (let x = 0.05; x < 0.95; x += 0.01) {
      const at = { x: box.x + x * box.width, y: box.y + y * box.height };
      await page.mouse.move(at.x, at.y);
      await nextFrame(page);
      if ((await tip.count()) > 0) return { ...at, text: (await tip.textContent())!.trim() };
    }
  }
  throw new Error('No prompt lies under the pointer anywhere.');
}

test('the map is named by its topics, and explored with the pointer', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [TOPICS_WITH_VECTORS]);
  await expectNamedMap(page);
  await openScreen(page, 'Map');
  await expect(heading(page)).toHaveText('4 clusters');
  const table = page.getByRole('table', { name: 'Clusters' });
  const drawer = page.getByRole('dialog', { name: /^Prompt / });
  const chip = (name: RegExp) => page.getByRole('button', { name });

  await test.step('names', async () => {
    for (const word of ['bread', 'sql', 'landlord', 'football']) {
      await expect(table.getByRole('button', { name: word })).toHaveCount(1);
    }
  });
  await test.step('a prompt shows under the pointer, and opens with its nearest ones', async () => {
    const { text, x, y } = await findPoint(page);
    await page.mouse.click(x, y);
    await expect(drawer).toBeVisible();
    const prompt = (await drawer.locator('.text').textContent())!;
    expect(text).toContain(prompt.slice(0, 30));
    const { topic } = TOPIC_PROMPTS.find((each) => each.prompt === prompt)!;
    const nearest = await drawer.getByRole('listitem').locator('.near').allTextContents();
    expect(nearest).toHaveLength(15);
    // The other eleven of its topic come first.
    for (const near of nearest.slice(0, 11)) {
      expect(TOPICS[topic].some((each) => each.startsWith(near.replace(/…$/, '')))).toBe(true);
    }
    await page.keyboard.press('Escape');
  });
  await test.step('zoomed with the wheel, dragged, and brought back', async () => {
    const box = (await plot(page).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const look = () => plot(page).locator('canvas').last().screenshot();
    await page.mouse.move(x, y);
    const before = await look();
    await page.mouse.wheel(0, -600);
    await expect.poll(async () => (await look()).equals(before)).toBe(false);
    await page.mouse.down();
    await page.mouse.move(x + 120, y + 40, { steps: 4 });
    await page.mouse.up();
    await plot(page).press('0');
    await page.mouse.move(x, y);
  });
  await test.step('a lasso selects, its chip is removed', async () => {
    await drawLasso(page, [0.02, 0.15], [0.98, 0.98]);
    await expect(chip(/^Remove filter lasso/)).toBeVisible();
    await chip(/^Remove filter lasso/).click();
    await expect(page.getByRole('status').filter({ hasText: 'All prompts shown' })).toHaveCount(1);
  });
  await test.step('a colour of a field, and only one of its values', async () => {
    await page.getByRole('combobox', { name: 'colour' }).selectOption('topic');
    const legend = page.getByRole('list', { name: 'Colours by topic' });
    await expect(legend.getByRole('listitem')).toHaveCount(4);
    await legend.getByRole('button', { name: /^tenancy/ }).click();
    await page.getByRole('tab', { name: /^Prompts/ }).click();
    await expect(page.getByText('12 of 48 prompts', { exact: true })).toBeVisible();
    await page.getByLabel('Search prompts').fill('cat');
    await expect(page.getByText('1 of 48 prompts', { exact: true })).toBeVisible();
    await page.getByLabel('Search prompts').fill('');
    await chip(/^Remove filter topic/).click();
    await expect(page.getByText('48 prompts', { exact: true })).toBeVisible();
  });
  await test.step('export as picture and as data', async () => {
    const svg = (await exported(page, 'Export map', 'Picture (SVG)')).toString();
    expect(svg.match(/<(circle|path|use)\b/g)!.length).toBeGreaterThanOrEqual(4);
    const png = await exported(page, 'Export map', 'Picture (PNG)');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const csv = (await exported(page, 'Export map', 'Data (CSV)')).toString();
    const { data } = Papa.parse<Record<string, string>>(csv.trim(), { header: true });
    expect(data).toHaveLength(TOPIC_PROMPTS.length);
    expect(new Set(data.map(({ cluster }) => cluster)).size).toBe(4);
  });
});

test('prompts that come later are placed into the clusters, and edits stay', async ({ page }) => {
  const early = TOPIC_PROMPTS.filter((_, i) => i % 12 < 10);
  const late = TOPIC_PROMPTS.filter((_, i) => i % 12 >= 10);
  await openApp(page);
  await importFiles(page, [{ name: 'early.jsonl', content: withVectors(early) }]);
  await expectNamedMap(page);
  await openScreen(page, 'Map');
  await expect(heading(page)).toHaveText('4 clusters');
  const table = page.getByRole('table', { name: 'Clusters' });
  await table.getByRole('button', { name: 'football' }).click();
  await page.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Name of the cluster').fill('Sport');
  await page.keyboard.press('Enter');
  const row = table.getByRole('row', { name: /Sport/ });
  await expect(row).toContainText('10');

  await importFiles(page, [{ name: 'late.jsonl', content: withVectors(late, 2) }]);
  await expect(row).toContainText('12');
  await expect(heading(page)).toHaveText('4 clusters');
  await expect(page.getByRole('link', { name: /^Map \(out of date\)/ })).toBeVisible();
});
