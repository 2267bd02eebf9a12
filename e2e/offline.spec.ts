import { exportedClusters, agreementWithTopics } from './exported-clusters';
import { TOPIC_JSONL, TOPIC_PROMPTS } from './obvious-topics';
import { servePlainly } from './plain-host';
import {
  expect,
  expectNamedMap,
  heading,
  importFiles,
  openScreen,
  reloadKept,
  test,
} from './touchstone-test';

const POLICY_HEADER = 'content-security-policy';

test('after the first load everything works with the server gone, on a host that sets no headers', async ({
  page,
  context,
  watch,
}) => {
  const host = await servePlainly('dist');
  watch.allowedHosts.add(new URL(host.address).host);
  try {
    await test.step('the first load', async () => {
      const first = await page.goto(host.address);
      expect(first?.headers()[POLICY_HEADER], 'what the host itself sends').toBeUndefined();
      await expect(page.getByTitle('Device, storage, diagnostics')).toContainText('works offline');
      await page.waitForFunction(() => crossOriginIsolated);
    });
  } finally {
    await host.close();
  }
  await context.setOffline(true);

  await test.step('the page opens and is isolated, under the policy', async () => {
    const reloaded = await page.reload();
    expect(reloaded?.fromServiceWorker()).toBe(true);
    expect(reloaded?.headers()[POLICY_HEADER]).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });
  await test.step('a file is read, embedded with threads, clustered', async () => {
    const embedWorker = page.waitForEvent('worker', (worker) => /\/embed-/.test(worker.url()));
    const script = page.waitForResponse((response) => /\/embed-[^/]*\.js$/.test(response.url()));
    await importFiles(page, [{ name: 'topics.jsonl', content: TOPIC_JSONL }]);
    await expect(heading(page)).toHaveText(`${TOPIC_PROMPTS.length} prompts`);
    expect((await script).headers()[POLICY_HEADER]).toContain("script-src 'self'");
    const worker = await embedWorker;
    // Asked later, as what the inspector itself runs is exempt from the policy.
    const outcome = await worker.evaluate(
      () =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            try {
              new Function('return 1');
              resolve('ran');
            } catch (error) {
              resolve((error as Error).name);
            }
          }, 0);
        }),
    );
    expect(outcome).toBe('EvalError');
    await expectNamedMap(page);
    const threads = await page.evaluate(() => Math.min(navigator.hardwareConcurrency, 8));
    if (threads > 1) {
      await expect(page.getByTitle('Device, storage, diagnostics')).toContainText(
        /WASM · [2-9] threads/,
      );
    }
  });
  await test.step('the map is right, and is searched by meaning', async () => {
    await openScreen(page, 'Map');
    await expect(heading(page)).toHaveText('4 clusters');
    expect(agreementWithTopics(await exportedClusters(page))).toBeGreaterThan(0.9);
    await page.getByLabel('Search by').selectOption('meaning');
    await page.getByLabel('Search prompts').fill('yeast and flour');
    await page.getByRole('tab', { name: /^Prompts/ }).click();
    const nearest = page.getByRole('listbox', { name: 'Prompts' }).getByRole('option').first();
    await expect(nearest).toContainText('cosine');
    await expect(nearest).toContainText(/bread|dough/);
  });
  await test.step('all of it is there after another reload', async () => {
    await reloadKept(page);
    await expect(heading(page)).toHaveText('4 clusters');
  });
});
