import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { TOPICS_WITH_VECTORS } from './given-vectors';
import { TOPIC_JSONL, TOPIC_PROMPTS } from './obvious-topics';
import { expect, expectNamedMap, heading, importFiles, openApp, test } from './touchstone-test';

/** Another host, which answers every page. */
async function serveForeign(): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end(TOPIC_JSONL);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/prompts.jsonl`, server };
}

test('requests of page, worker and service worker to another host would be noticed', async ({
  page,
  context,
  watch,
}) => {
  const { address, server } = await serveForeign();
  try {
    await openApp(page);
    await importFiles(page, [TOPICS_WITH_VECTORS]);
    await expectNamedMap(page);
    await expect(page.getByTitle('Device, storage, diagnostics')).toContainText('works offline');
    expect(watch.foreignRequests).toEqual([]);

    const ask = (from: string) => fetch(from).then((response) => response.text());
    await page.evaluate(ask, `${address}?page`);
    const script = watch.requests.find((each) => /\/assets\/import-[^/]*\.js$/.test(each))!;
    const worker = page.waitForEvent('worker');
    await page.evaluate((url) => void new Worker(url, { type: 'module' }), script);
    await (await worker).evaluate(ask, `${address}?worker`);
    await context.serviceWorkers()[0].evaluate(ask, `${address}?service-worker`);
    expect(watch.foreignRequests).toEqual([
      `${address}?page`,
      `${address}?worker`,
      `${address}?service-worker`,
    ]);
    watch.allowedHosts.add(new URL(address).host);
  } finally {
    server.close();
  }
});

/** Opens the dialog for addresses and writes one, but asks for nothing. */
async function writeAddress(page: Page, address: string): Promise<Locator> {
  await openApp(page);
  await page.getByRole('button', { name: 'From an address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Fetch prompts from an address' });
  await dialog.getByLabel('Address of a file').fill(address);
  return dialog;
}

test('a host is asked only once the user has named it', async ({ page, watch }) => {
  const { address, server } = await serveForeign();
  const { host } = new URL(address);
  try {
    const dialog = await writeAddress(page, address);
    await expect(dialog).toContainText(`The file comes from ${host}.`);
    expect(watch.foreignRequests).toEqual([]);
    await dialog.getByRole('button', { name: `Fetch from ${host}` }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(heading(page)).toHaveText(`${TOPIC_PROMPTS.length} prompts`);
    expect(watch.foreignRequests).toEqual([address]);
    watch.allowedHosts.add(host);
  } finally {
    server.close();
  }
});

test('a host that does not answer is named in the error', async ({ page, watch }) => {
  const { address, server } = await serveForeign();
  const { host } = new URL(address);
  await new Promise((closed) => server.close(closed));
  watch.allowedHosts.add(host);
  watch.expectedErrors.push(/ERR_CONNECTION_REFUSED/);
  const dialog = await writeAddress(page, address);
  await dialog.getByRole('button', { name: `Fetch from ${host}` }).click();
  await expect(dialog.getByRole('alert')).toContainText(host);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(heading(page)).toHaveText('Drop a file of prompts');
});
