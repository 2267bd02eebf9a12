import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, heading, importFiles, openApp, test } from './touchstone-test';

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

test('a person labels by keyboard alone, k-NN follows, and everything is kept', async ({
  page,
}) => {
  await openApp(page);
  await importFiles(page, [{ name: 'subjects.jsonl', content: promptFile() }]);
  await expect(heading(page)).toHaveText('60 prompts');
  await page.goto('./#/labels');
  await expect(heading(page)).toHaveText('No prompt is labelled yet');

  for (const name of SUBJECTS) {
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Name').press('Enter');
    await expect(page.getByRole('button', { name: `Edit ${name}` })).toBeVisible();
  }
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

  await page.reload();
  await expect(heading(page)).toContainText('13 labelled');
  await expect(heading(page)).toContainText('by k-NN');
});
