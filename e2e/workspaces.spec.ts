import type { Page } from '@playwright/test';
import { TOPICS_WITH_VECTORS, withVectors } from './given-vectors';
import { TOPIC_PROMPTS } from './obvious-topics';
import {
  expect,
  expectNamedMap,
  heading,
  importFiles,
  newWorkspace,
  openApp,
  openScreen,
  openWorkspaceMenu,
  reloadKept,
  test,
} from './touchstone-test';

const COUNT = `${TOPIC_PROMPTS.length} prompts`;

async function renameWorkspace(page: Page, name: string): Promise<void> {
  const menu = await openWorkspaceMenu(page);
  await menu.getByRole('button', { name: 'Rename' }).click();
  await menu.getByLabel('Name of this workspace').fill(name);
  await page.keyboard.press('Enter');
}

/** Names the cluster that is first in the table. */
async function renameCluster(page: Page, name: string): Promise<void> {
  await page.getByRole('table', { name: 'Clusters' }).locator('tbody button').first().click();
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await page.getByLabel('Name of the cluster').fill(name);
  await page.keyboard.press('Enter');
}

const workspaceButton = (page: Page) =>
  page.getByRole('banner').getByRole('button', { name: /▾$/ });
const clusterNamed = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Clusters' }).getByRole('button', { name });

/** As a slow disk: no change is written until the result is called. */
async function holdWrites(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('touchstone');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const store = database.transaction('stages', 'readwrite').objectStore('stages');
          let held = true;
          addEventListener('release-writes', () => (held = false), { once: true });
          const hold = () => {
            if (held) store.count().onsuccess = hold;
            else database.close();
          };
          hold();
          resolve();
        };
      }),
  );
  return () => page.evaluate(() => void dispatchEvent(new Event('release-writes')));
}

test('workspaces are made, named, deleted, brought back, and survive a reload', async ({
  page,
}) => {
  await openApp(page);
  await test.step('a dropped file makes one, which is renamed and edited', async () => {
    await importFiles(page, [TOPICS_WITH_VECTORS]);
    await expectNamedMap(page);
    await expect(workspaceButton(page)).toContainText('topics');
    await renameWorkspace(page, 'Spring set');
    await openScreen(page, 'Map');
    await renameCluster(page, 'Bread');
    await expect(clusterNamed(page, 'Bread')).toBeVisible();
  });
  await test.step('asked for while it is open, it stays open, and can be changed', async () => {
    const menu = await openWorkspaceMenu(page);
    await menu.getByRole('button', { name: /^Spring set/ }).click();
    await renameCluster(page, 'Loaves');
    await expect(clusterNamed(page, 'Loaves')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(clusterNamed(page, 'Bread')).toBeVisible();
    await expect(page.getByText('open in another tab')).toHaveCount(0);
  });
  await test.step('a reload keeps all of it', async () => {
    await reloadKept(page);
    await expect(workspaceButton(page)).toContainText('Spring set');
    await expect(heading(page)).toHaveText('4 clusters');
    await expect(clusterNamed(page, 'Bread')).toBeVisible();
  });
  await test.step('another one is empty and stands beside it', async () => {
    await newWorkspace(page);
    await importFiles(page, [
      { name: 'few.jsonl', content: withVectors(TOPIC_PROMPTS.slice(0, 3)) },
    ]);
    await expect(heading(page)).toHaveText('3 prompts');
    const menu = await openWorkspaceMenu(page);
    await expect(menu.getByRole('button', { name: /^Spring set/ })).toContainText(COUNT);
    await menu.getByRole('button', { name: /^Spring set/ }).click();
    await expect(heading(page)).toHaveText(COUNT);
  });
  await test.step('deleting asks first, and can be undone', async () => {
    const menu = await openWorkspaceMenu(page);
    await menu.getByRole('button', { name: 'Delete Spring set' }).click();
    await expect(heading(page)).toHaveText(COUNT);
    await menu.getByRole('button', { name: 'Delete “Spring set”' }).click();
    await expect(heading(page)).toHaveText('Drop a file of prompts');
    await page.reload();
    const later = await openWorkspaceMenu(page);
    await expect(later.getByRole('button', { name: /^Spring set/ })).toHaveCount(0);
    await later.getByRole('button', { name: 'Restore' }).click();
    await later.getByRole('button', { name: /^Spring set/ }).click();
    await expect(heading(page)).toHaveText(COUNT);
    await openScreen(page, 'Map');
    await expect(clusterNamed(page, 'Bread')).toBeVisible();
  });
  await test.step('what is removed for good is gone', async () => {
    const menu = await openWorkspaceMenu(page);
    await menu.getByRole('button', { name: 'Delete New workspace' }).click();
    await menu.getByRole('button', { name: 'Delete “New workspace”' }).click();
    await menu.getByRole('button', { name: 'Remove for good …' }).click();
    await menu.getByRole('button', { name: 'Remove for good', exact: true }).click();
    await expect(menu.getByText('Deleted, kept for a week')).toHaveCount(0);
    await page.reload();
    const entries = (await openWorkspaceMenu(page)).getByRole('listitem');
    await expect(entries).toHaveCount(1);
  });
});

test('leaving while a change is being written asks first', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [TOPICS_WITH_VECTORS]);
  await expectNamedMap(page);
  await openScreen(page, 'Map');
  const release = await holdWrites(page);
  await renameCluster(page, 'Bread');
  await expect(page.getByRole('contentinfo')).toContainText('Saving …');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await release();
  await reloadKept(page);
  await expect(clusterNamed(page, 'Bread')).toBeVisible();
});

test('of two tabs only one writes, and either can take over', async ({ page, context }) => {
  const note = 'This workspace is open in another tab.';
  await openApp(page);
  await importFiles(page, [TOPICS_WITH_VECTORS]);
  await expectNamedMap(page);
  await openScreen(page, 'Map');

  const second = await context.newPage();
  await test.step('the second one looks on', async () => {
    await openApp(second);
    await expect(heading(second)).toHaveText(COUNT);
    await expect(second.getByText(note)).toBeVisible();
    await expect(page.getByText(note)).toHaveCount(0);
  });
  await test.step('what is asked for there is refused by name', async () => {
    const refusal = second.getByRole('alert').filter({ hasText: 'Nothing was changed: “topics”' });
    await importFiles(second, [{ name: 'more.txt', content: 'One more?\nAnd one more?' }]);
    await expect(refusal).toBeVisible();
    await expect(heading(second)).toHaveText(COUNT);
    await refusal.getByRole('button', { name: 'Dismiss' }).click();
    await openScreen(second, 'Map');
    await renameCluster(second, 'Never');
    await expect(refusal).toBeVisible();
    await expect(clusterNamed(second, 'Never')).toHaveCount(0);
  });
  await test.step('the first one edits', async () => {
    await renameCluster(page, 'Bread');
    await expect(page.getByRole('contentinfo')).toContainText('Workspace saved');
  });
  await test.step('the second one takes over, with what the first one did', async () => {
    await second.getByRole('button', { name: 'Edit here instead' }).click();
    await expect(second.getByText(note)).toHaveCount(0);
    await expect(page.getByText(note)).toBeVisible();
    await expect(clusterNamed(second, 'Bread')).toBeVisible();
    await renameCluster(second, 'Loaves');
    await expect(second.getByRole('contentinfo')).toContainText('Workspace saved');
  });
  await test.step('the first one is free again once the second is closed', async () => {
    await second.close();
    await page.reload();
    await expect(page.getByText(note)).toHaveCount(0);
    await expect(clusterNamed(page, 'Loaves')).toBeVisible();
  });
});

test('data of a newer version are refused by name, and stay', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [TOPICS_WITH_VECTORS]);
  await expectNamedMap(page);
  const upgraded = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const request = indexedDB.open('touchstone', 1000);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const read = request.result.transaction('workspaces').objectStore('workspaces').count();
            read.onsuccess = () => {
              request.result.close();
              resolve(read.result);
            };
          };
        }),
    );
  await test.step('a newer version in another tab asks this one to make way', async () => {
    expect(await upgraded()).toBe(1);
    await expect(
      page.getByRole('alert').filter({ hasText: 'Another tab runs a newer version' }),
    ).toBeVisible();
  });
  await test.step('this version does not touch what the newer one wrote', async () => {
    await page.reload();
    await expect(
      page.getByRole('alert').filter({ hasText: 'written by a newer version of Touchstone' }),
    ).toBeVisible();
    await expect(heading(page)).toHaveText('Drop a file of prompts');
    expect(await upgraded()).toBe(1);
  });
});
