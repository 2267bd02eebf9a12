import type { Locator, Page } from '@playwright/test';
import { TOPICS_WITH_VECTORS } from './given-vectors';
import { TOPIC_PROMPTS } from './obvious-topics';
import { chooseFile, expect, expectNamedMap, heading, openApp, test } from './touchstone-test';

const MOST_STOPS = 150;

/** Presses Tab until the element has the focus, which must be visible at every stop. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    const unmarked = await page.evaluate(() => {
      const focused = document.activeElement;
      // The hidden file field has the focus only because the test fills it.
      if (!focused || focused.matches('body, input[type=file]')) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
      const marked =
        (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      return marked ? null : focused.outerHTML.slice(0, 200);
    });
    expect(unmarked, 'an element whose focus can be seen').toBeNull();
  }
  throw new Error(`Tab did not reach ${target} in ${MOST_STOPS} stops.`);
}

/** An action must not throw the keyboard back to the top of the page. */
async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
}

test('a file is imported and its clusters are explored and edited with the keyboard alone', async ({
  page,
}) => {
  const press = (key: string) => page.keyboard.press(key);
  const table = page.getByRole('table', { name: 'Clusters' });
  const clusters = table.locator('tbody button');
  const title = page.getByRole('tabpanel').getByRole('heading', { level: 2 });
  await openApp(page);

  await test.step('import', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Choose files' }));
    await chooseFile(page, TOPICS_WITH_VECTORS, () => press('Enter'));
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeFocused();
    await press('Enter');
    await expect(heading(page)).toHaveText(`${TOPIC_PROMPTS.length} prompts`);
    await expectNamedMap(page);
  });
  await test.step('open the map, select a cluster', async () => {
    await tabTo(page, page.getByRole('link', { name: /^Map/ }));
    await press('Enter');
    await expect(heading(page)).toHaveText('4 clusters');
    await tabTo(page, clusters.first());
    await press('Enter');
    await expect(title).toHaveText((await clusters.first().textContent())!.trim());
    await press('ArrowDown');
    await expect(clusters.nth(1)).toBeFocused();
    await expect(title).toHaveText((await clusters.nth(1).textContent())!.trim());
  });
  await test.step('rename', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Rename' }), 'Shift+Tab');
    await press('Enter');
    await page.keyboard.type('Rye and wheat');
    await press('Enter');
    await expect(title).toHaveText('Rye and wheat');
    await expectFocusKept(page);
  });
  await test.step('merge', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Merge' }));
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Merge “Rye and wheat” with' });
    await tabTo(page, dialog.getByRole('checkbox').first());
    await press('Space');
    await tabTo(page, dialog.getByRole('button', { name: 'Merge' }));
    await press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(heading(page)).toHaveText('3 clusters');
    await expect(title).toHaveText('Rye and wheat');
    await expectFocusKept(page);
  });
  await test.step('split', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Split' }));
    await press('Enter');
    await expect(heading(page)).toHaveText('4 clusters');
    await expectFocusKept(page);
  });
  await test.step('undo and redo', async () => {
    await press('Control+z');
    await expect(heading(page)).toHaveText('3 clusters');
    await press('Control+z');
    await expect(heading(page)).toHaveText('4 clusters');
    await press('Control+z');
    await expect(table.getByRole('button', { name: 'Rye and wheat' })).toHaveCount(0);
    await press('Control+Shift+z');
    await expect(table.getByRole('button', { name: 'Rye and wheat' })).toHaveCount(1);
    await press('Control+Shift+z');
    await press('Control+Shift+z');
    await expect(heading(page)).toHaveText('4 clusters');
    await expectFocusKept(page);
  });
  const drawer = page.getByRole('dialog', { name: /^Prompt / });
  await test.step('search, open a prompt, close it', async () => {
    await press('/');
    await expect(page.getByLabel('Search prompts')).toBeFocused();
    await page.keyboard.type('starter');
    await expect(page.getByRole('tab', { name: /^Prompts/ })).toContainText('1');
    await tabTo(page, page.getByRole('tab', { selected: true }));
    await press('ArrowRight');
    const list = page.getByRole('listbox', { name: 'Prompts' });
    await expect(list.getByRole('option')).toHaveCount(1);
    await tabTo(page, list);
    await press('Enter');
    await expect(drawer).toContainText('How do I keep a sourdough bread starter alive');
    await expect(drawer).toBeFocused();
    await press('Escape');
    await expect(drawer).toHaveCount(0);
    await expect(list).toBeFocused();
    await press('Escape');
    await expect(list.getByRole('option').nth(1)).toBeVisible();
  });
  await test.step('the picture itself', async () => {
    await tabTo(page, page.getByRole('application', { name: /^Map of/ }), 'Shift+Tab');
    const point = page.getByRole('application', { name: /^Map of/ }).locator('.tip');
    const directions = ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'ArrowDown'];
    for (let step = 0; step < 40 && (await point.count()) === 0; step++) {
      await press(directions[step % directions.length]);
    }
    const seen = (await point.textContent())!.trim();
    await press('Enter');
    await expect(drawer).toBeVisible();
    const text = await drawer.locator('.text').textContent();
    expect(seen).toContain(text!.slice(0, 20));
  });
});
