import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drawLasso } from './map-plot';
import {
  expect,
  expectNamedMap,
  heading,
  importFiles,
  openApp,
  openScreen,
  reloadKept,
  test,
} from './touchstone-test';

/** Three subjects that lie apart, with vectors of their own so that no model is needed. */
const SUBJECTS = ['contract', 'integral', 'fever'];
const EACH = 20;

function promptFile(): string {
  return SUBJECTS.flatMap((subject, s) =>
    Array.from({ length: EACH }, (_, i) => {
      const embedding = Array.from({ length: 8 }, (_, d) =>
        d === s ? 1 : 0.05 * Math.sin(1 + i * 7 + d * 3 + s),
      );
      return JSON.stringify({
        id: `${subject}-${i}`,
        prompt: `About a ${subject}, case ${i}.`,
        embedding,
      });
    }),
  ).join('\n');
}

const card = (page: Page) => page.getByRole('region', { name: 'Prompt to label' });

/** The digit of the subject of the prompt at hand. */
async function answer(page: Page): Promise<string> {
  const text = await page.getByRole('region', { name: 'Prompt', exact: true }).innerText();
  return String(SUBJECTS.findIndex((subject) => text.includes(subject)) + 1);
}

async function addCategories(page: Page): Promise<void> {
  for (const name of SUBJECTS) {
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Name').press('Enter');
    await expect(page.getByRole('button', { name: `Edit ${name}` })).toBeVisible();
  }
}

test('a person labels by keyboard alone, k-NN follows, and everything is kept', async ({
  page,
}) => {
  await openApp(page);
  await importFiles(page, [{ name: 'subjects.jsonl', content: promptFile() }]);
  await expect(heading(page)).toHaveText('60 prompts');
  await page.goto('./#/labels');
  await expect(heading(page)).toHaveText('No prompt is labelled yet');

  await addCategories(page);
  // One key a prompt, and Space to skip.
  await page.keyboard.press(await answer(page));
  await page.keyboard.press('Space');
  for (let i = 0; i < 11; i++) await page.keyboard.press(await answer(page));
  await expect(heading(page)).toHaveText('60 prompts: 12 labelled, 48 by k-NN, 0 general');

  // Every k-NN label is right, as the subjects lie apart: Enter takes its word.
  const before = await card(page).getByText('k-NN:').innerText();
  expect(before).toContain(SUBJECTS[Number(await answer(page)) - 1]);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toContainText('13 labelled');

  // Undo takes it back and shows the prompt again; redo is there too.
  await page.keyboard.press('Control+z');
  await expect(heading(page)).toContainText('12 labelled');
  await page.keyboard.press('Control+Shift+z');
  await expect(heading(page)).toContainText('13 labelled');

  // A label is overruled in the table of all prompts.
  await page.getByRole('button', { name: 'All prompts' }).click();
  const label = page.getByLabel('Label of prompt contract-0');
  await label.selectOption('fever');
  await expect(heading(page)).toContainText(/1[34] labelled/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(label).toHaveValue('contract');

  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Accuracy', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Confusion matrix', exact: true })).toContainText(
    '100.0',
  );
  await page.getByRole('button', { name: 'Breakdown' }).click();
  await expect(page.getByRole('table', { name: 'Categories of All prompts' })).toContainText(
    'fever',
  );

  for (const part of ['Label', 'All prompts', 'Check', 'Breakdown']) {
    await page.getByRole('button', { name: part, exact: true }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${part}: ${id}: ${nodes[0].html}`)).toEqual([]);
  }

  await reloadKept(page);
  await expect(heading(page)).toContainText('13 labelled');
  await expect(heading(page)).toContainText('by k-NN');
});

test('what a lasso holds on the map is labelled, and nothing else', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [{ name: 'subjects.jsonl', content: promptFile() }]);
  await expectNamedMap(page);
  await openScreen(page, 'Map');
  await drawLasso(page, [0.02, 0.15], [0.5, 0.98]);
  await page.getByRole('tab', { name: /^Prompts/ }).click();
  const shown = await page.getByText(/^\d+ of 60 prompts$/).innerText();
  const held = Number.parseInt(shown, 10);
  expect(held).toBeLessThan(60);

  await openScreen(page, 'Labels');
  await addCategories(page);
  const order = page.getByRole('combobox', { name: 'Order of the prompts' });
  await order.selectOption(`Selected on the map (${held})`);
  for (let i = 0; i < held; i++) await page.keyboard.press(await answer(page));
  await expect(card(page)).toContainText('Nothing is left in this order');
  await expect(heading(page)).toContainText(`60 prompts: ${held} labelled`);
});
