import { chromium, type Page } from '@playwright/test';
import { agreementWithTopics, exportedClusters } from './exported-clusters';
import { TOPIC_JSONL, TOPIC_PROMPTS } from './obvious-topics';
import {
  expect,
  expectNamedMap,
  heading,
  importFiles,
  newWorkspace,
  openApp,
  openScreen,
  test as base,
} from './touchstone-test';

/** Opens the app in a browser with further switches. */
type OpenWith = (...switches: readonly string[]) => Promise<Page>;

const test = base.extend<{ openWith: OpenWith }>({
  openWith: async ({ launchOptions, baseURL, viewport, watch }, use) => {
    const close: (() => Promise<void>)[] = [];
    await use(async (...switches) => {
      const args = [...(launchOptions.args ?? []), ...switches];
      const browser = await chromium.launch({ ...launchOptions, args });
      close.push(() => browser.close());
      const context = await browser.newContext({ baseURL, viewport });
      watch.follow(context);
      const page = await context.newPage();
      await openApp(page);
      return page;
    });
    for (const each of close) await each();
  },
});

const chip = (page: Page) => page.getByTitle('Device, storage, diagnostics');

/** What Settings say of the last embedding. */
async function expectEmbeddingReport(page: Page, text: string): Promise<void> {
  await chip(page).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByText(text)).toBeVisible();
  await settings.getByRole('button', { name: 'Close' }).click();
}

test('WebGPU in software is never chosen by itself, and embeds when asked for', async ({
  openWith,
}) => {
  // The processor computes what a graphics processor would: a prompt takes seconds.
  test.setTimeout(600_000);
  const page = await openWith('--enable-unsafe-webgpu');
  await test.step('automatic', async () => {
    await importFiles(page, [{ name: 'auto.txt', content: 'Bake rye bread.\nJoin two tables.' }]);
    await expectNamedMap(page);
    await expect(chip(page)).toContainText('WASM');
    await expectEmbeddingReport(page, 'WebGPU is only emulated on the processor here');
  });
  await test.step('chosen', async () => {
    await chip(page).click();
    await page.getByRole('radio', { name: /^WebGPU/ }).check();
    await page.getByRole('button', { name: 'Close' }).click();
    await newWorkspace(page);
    await importFiles(page, [{ name: 'gpu.txt', content: 'Why is rye sour?\nSum a column.' }]);
    await expect(heading(page)).toHaveText('2 prompts');
    await expect(page.getByRole('contentinfo')).toContainText('Embedding ✓', { timeout: 500_000 });
    await expect(chip(page)).toContainText('WebGPU');
    await expectEmbeddingReport(page, 'WebGPU was chosen and passed the self-test.');
  });
});

test('without WebGPU and WebGL all of it works, and the page says why', async ({ openWith }) => {
  const page = await openWith('--disable-3d-apis');
  expect(
    await page.evaluate(() => document.createElement('canvas').getContext('webgl2')),
    'the browser has no WebGL',
  ).toBeNull();
  await importFiles(page, [{ name: 'topics.jsonl', content: TOPIC_JSONL }]);
  await expect(heading(page)).toHaveText(`${TOPIC_PROMPTS.length} prompts`);
  await expectNamedMap(page);
  await expect(chip(page)).toContainText('WASM');
  await expectEmbeddingReport(page, 'This browser offers no WebGPU adapter.');
  await openScreen(page, 'Map');
  await expect(heading(page)).toHaveText('4 clusters');
  expect(agreementWithTopics(await exportedClusters(page))).toBeGreaterThan(0.9);
  await test.step('the map is drawn on a plain canvas', async () => {
    const colours = () =>
      page
        .getByRole('application', { name: /^Map of/ })
        .locator('canvas')
        .first()
        .evaluate((element) => {
          const canvas = element as HTMLCanvasElement;
          const context = canvas.getContext('2d');
          if (!context) return 0;
          const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
          const found = new Map<string, number>();
          for (let i = 0; i < data.length; i += 4) {
            const colour = `${data[i]} ${data[i + 1]} ${data[i + 2]}`;
            found.set(colour, (found.get(colour) ?? 0) + 1);
          }
          return [...found.values()].filter((pixels) => pixels > 100).length;
        });
    // The ground and four clusters.
    await expect.poll(colours).toBeGreaterThanOrEqual(5);
  });
});
