import { expectAccessible } from './accessible';
import { TOPICS_WITH_VECTORS } from './given-vectors';
import {
  dropFiles,
  expect,
  expectNamedMap,
  importFiles,
  newWorkspace,
  openApp,
  openScreen,
  openWorkspaceMenu,
  test,
} from './touchstone-test';

const BATTLES = [
  'prompt_id,model,baseline,preference,category',
  ...Array.from({ length: 60 }, (_, i) => {
    const model = ['alpha', 'beta', 'gamma'][i % 3];
    return `p${i % 20},${model},base,${((i * 7) % 11) / 10},${i % 2 ? 'law' : 'maths'}`;
  }),
].join('\n');

test('the check finds what is wrong', async ({ page }) => {
  await openApp(page);
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('img')));
  await expect(expectAccessible(page, 'an image without a name')).rejects.toThrow(/image-alt/);
});

test('every screen of an empty browser', async ({ page }) => {
  await openApp(page);
  await expectAccessible(page, 'Prompts without a workspace');
  const screens = page.getByRole('navigation', { name: 'Screens' }).getByRole('link');
  for (const screen of (await screens.all()).slice(1)) {
    await screen.click();
    await expectAccessible(page, `empty ${await screen.textContent()}`);
  }
  await openWorkspaceMenu(page);
  await expectAccessible(page, 'the workspace menu without a workspace');
  await page.keyboard.press('Escape');
  await page.getByTitle('Device, storage, diagnostics').click();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expectAccessible(page, 'Settings');
});

test('import, prompts, workspaces', async ({ page }) => {
  await openApp(page);
  await dropFiles(page, [TOPICS_WITH_VECTORS, { name: 'empty.jsonl', content: '' }]);
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('cell').first()).toBeVisible();
  await expectAccessible(page, 'the import dialog with an error');
  await page.keyboard.press('Escape');
  await importFiles(page, [
    { ...TOPICS_WITH_VECTORS, content: `${TOPICS_WITH_VECTORS.content}\nnull\n` },
  ]);
  await expectNamedMap(page);
  await page.locator('summary', { hasText: 'did not fit' }).click();
  await expectAccessible(page, 'Prompts with row errors');
  await newWorkspace(page);
  const menu = await openWorkspaceMenu(page);
  await menu.getByRole('button', { name: 'Delete New workspace' }).click();
  await menu.getByRole('button', { name: 'Delete “New workspace”' }).click();
  await menu.getByRole('button', { name: /^topics/ }).click();
  await openWorkspaceMenu(page);
  await menu.getByRole('button', { name: 'Delete topics' }).click();
  await expect(menu.getByRole('button', { name: 'Restore' })).toBeVisible();
  await expectAccessible(page, 'the workspace menu');
});

test('the map, its panels and dialogs', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [TOPICS_WITH_VECTORS]);
  await expectNamedMap(page);
  await openScreen(page, 'Map');
  const table = page.getByRole('table', { name: 'Clusters' });
  await expect(table).toBeVisible();
  await expectAccessible(page, 'the map');

  await table.locator('tbody button').first().click();
  await expectAccessible(page, 'a selected cluster');
  await page.getByRole('button', { name: 'What is “In no cluster”?' }).first().click();
  await expectAccessible(page, 'an explanation');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export map' }).click();
  await expectAccessible(page, 'the export menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Merge' }).click();
  await expectAccessible(page, 'the merge dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Structure' }).click();
  await expectAccessible(page, 'the dendrogram');
  await page.getByRole('tab', { name: 'Similarity' }).click();
  await expectAccessible(page, 'the heatmap');
  await page.keyboard.press('Escape');

  await page.getByRole('combobox', { name: 'colour' }).selectOption('topic');
  await page.getByLabel('Search prompts').fill('bread');
  await expect(page.getByRole('button', { name: /^Remove filter words/ })).toBeVisible();
  await page.getByRole('tab', { name: /^Prompts/ }).click();
  await expectAccessible(page, 'the list of a search, coloured by a field');
  await page.getByRole('listbox', { name: 'Prompts' }).getByRole('option').first().click();
  await expect(page.getByRole('dialog').getByRole('list')).toBeVisible();
  await expectAccessible(page, 'an opened prompt');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page, 'an opened prompt on a phone');
  await page.keyboard.press('Escape');
  await expectAccessible(page, 'the list on a phone');
  await page.getByRole('tab', { name: 'Map' }).click();
  await expectAccessible(page, 'the map on a phone');
});

test('the ranking and its tabs', async ({ page }) => {
  await openApp(page);
  await dropFiles(page, [{ name: 'battles.csv', content: BATTLES }]);
  await expect(page.getByRole('tabpanel').getByRole('table').first()).toBeVisible();
  const tabs = page.getByRole('tablist', { name: 'Parts of the ranking' }).getByRole('tab');
  for (const tab of await tabs.all()) {
    await tab.click();
    await expect(page.getByRole('tabpanel').getByRole('heading').first()).toBeVisible();
    await expectAccessible(page, `Ranking: ${await tab.textContent()}`);
  }
});
