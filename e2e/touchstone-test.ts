import { expect, test as base, type Page } from '@playwright/test';

interface Watch {
  /** Requests to other hosts that the test expects, as a user action named them. */
  allowedHosts: Set<string>;
  /** Console errors that the test provokes. */
  expectedErrors: RegExp[];
  /** Every address that the page, its workers and its service worker asked for. */
  requests: string[];
}

/**
 * Every test also checks, at its end, that nothing was asked of another host and that the console
 * stayed free of errors.
 */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch: Watch = { allowedHosts: new Set(), expectedErrors: [], requests: [] };
      const errors: string[] = [];
      context.on('request', (request) => watch.requests.push(request.url()));
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      context.on('weberror', (error) => errors.push(String(error.error())));
      await use(watch);
      const home = new URL(baseURL!).host;
      const foreign = watch.requests.filter((address) => {
        const url = new URL(address);
        return (
          /^(https?|wss?):$/.test(url.protocol) &&
          url.host !== home &&
          !watch.allowedHosts.has(url.host)
        );
      });
      expect(foreign, 'requests to other hosts').toEqual([]);
      const unexpected = errors.filter(
        (text) => !watch.expectedErrors.some((known) => known.test(text)),
      );
      expect(unexpected, 'console errors').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export interface DroppedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Drops files on the page, as a person does from a folder. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const plain = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((items) => {
    const data = new DataTransfer();
    for (const { name, base64 } of items) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, plain);
  await page.dispatchEvent('#app', 'dragenter', { dataTransfer: transfer });
  await page.dispatchEvent('#app', 'drop', { dataTransfer: transfer });
}

/** Opens the app in an empty browser and waits until it takes files. */
export async function openApp(page: Page, hash = '#/prompts'): Promise<void> {
  await page.goto(`./${hash}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
