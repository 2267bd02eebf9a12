import { expect, test as base, type Page } from '@playwright/test';
import { Watch } from './watch';

/**
 * Every test also checks, at its end, that nothing was asked of another host and that the console
 * stayed free of errors.
 */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch = new Watch(baseURL!);
      watch.follow(context);
      await use(watch);
      expect(watch.foreignRequests, 'requests to other hosts').toEqual([]);
      expect(watch.unexpectedErrors, 'console errors').toEqual([]);
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

/** Opens the app and waits until it takes files. */
export async function openApp(page: Page, hash = '#/prompts'): Promise<void> {
  await page.goto(`./${hash}`);
  await expect(heading(page)).toBeVisible();
}

/** The screen's finding. */
export const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Drops files and accepts what the preview found. */
export async function importFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  await dropFiles(page, files);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
}

/** Waits until the prompts of a new workspace are embedded, clustered and named, and all is stored. */
export async function expectNamedMap(page: Page): Promise<void> {
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText('Names ✓', { timeout: 120_000 });
  await expect(status).toContainText('Workspace saved');
}

/** Reloads as soon as the page says that everything is kept. */
export async function reloadKept(page: Page): Promise<void> {
  await expect(page.getByRole('contentinfo')).toContainText('Workspace saved');
  await page.reload();
}

export async function openScreen(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: title })
    .click();
}

export async function newWorkspace(page: Page): Promise<void> {
  await openWorkspaceMenu(page);
  await page.getByRole('button', { name: 'New', exact: true }).click();
  await expect(heading(page)).toHaveText('Drop a file of prompts');
}

/** @returns the menu */
export async function openWorkspaceMenu(page: Page) {
  const menu = page.getByRole('group', { name: 'Workspaces' });
  await page.getByRole('banner').getByRole('button', { name: /▾$/ }).click();
  await expect(menu).toBeVisible();
  return menu;
}

/** Chooses a file in the browser's own dialog, which `open` opens. */
export async function chooseFile(
  page: Page,
  { name, content }: DroppedFile,
  open: () => Promise<void>,
): Promise<void> {
  const chosen = page.waitForEvent('filechooser');
  // Only once the browser has confirmed a later command does it hand its dialogs over.
  await page.evaluate(() => {});
  await open();
  await (await chosen).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
}
