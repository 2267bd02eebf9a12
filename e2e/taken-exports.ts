import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { exported } from './exported-clusters';

const PICTURES = ['Picture (SVG)', 'Picture (PNG)', 'Data (CSV)'];

/** Everything that the open screen offers to save, by what it is. */
export async function takenExports(page: Page): Promise<ReadonlyMap<string, Buffer>> {
  const taken = new Map<string, Buffer>();
  const names = async (name: RegExp) => {
    const buttons = await page.getByRole('button', { name, disabled: false }).all();
    return Promise.all(
      buttons.map(async (each) => {
        const label = await each.getAttribute('aria-label');
        return label ?? (await each.innerText());
      }),
    );
  };
  for (const menu of new Set(await names(/^Export /))) {
    for (const entry of PICTURES) taken.set(`${menu}, ${entry}`, await exported(page, menu, entry));
  }
  for (const menu of new Set(await names(/^Save (answers|battles of)/))) {
    await page.getByRole('button', { name: menu, exact: true }).click();
    const entries = await page.locator('.forms > button').allInnerTexts();
    await page.keyboard.press('Escape');
    for (const entry of entries) taken.set(`${menu}, ${entry}`, await exported(page, menu, entry));
  }
  for (const name of new Set(
    await names(/^(Save .* as CSV|Save replies of .*|(Save|Download|Write) .*(file|batch).*)$/i),
  )) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).first().click();
    taken.set(name, await readFile(await (await download).path()));
  }
  return taken;
}
