import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { seededRandom } from '../src/core/random';
import {
  expect,
  heading,
  importFiles,
  openApp,
  openScreen,
  reloadKept,
  test,
} from './touchstone-test';

/**
 * Three subjects that lie apart, with vectors of their own so that no model is needed; inside a subject
 * they are scattered, or they would be near-duplicates, of which selection takes one.
 */
const SUBJECTS = ['contract', 'integral', 'fever'];
const COUNTS = [40, 40, 40];
const LABELLED = 50;
const REJECTED = 5;

const DIMENSIONS = 24;
/** Of every direction but the own one, which is 1. */
const SCATTER = 0.4;

/** @param counts of each subject @param from number of the first of each */
function promptFile(counts: readonly number[], from = 0): string {
  const random = seededRandom(1 + from);
  return SUBJECTS.flatMap((subject, s) =>
    Array.from({ length: counts[s] }, (_, i) => {
      const embedding = Array.from({ length: DIMENSIONS }, (_, d) =>
        d === s ? 1 : SCATTER * (random() - 0.5),
      );
      const prompt = `About a ${subject}, case ${from + i}.`;
      return JSON.stringify({ id: `${subject}-${from + i}`, prompt, embedding, subject });
    }),
  ).join('\n');
}

/** Counts what a person presses. */
class Keyboard {
  strokes = 0;
  readonly #page: Page;
  constructor(page: Page) {
    this.#page = page;
  }
  async press(key: string): Promise<void> {
    this.strokes++;
    await this.#page.keyboard.press(key);
  }
}

async function askOfEach(page: Page, count: number): Promise<void> {
  const per = page.getByLabel('Prompts of each');
  await per.fill(String(count));
  await per.press('Enter');
}

/** Labels all prompts from the column of their subjects. */
async function labelBySubject(page: Page, count: number): Promise<void> {
  await openScreen(page, 'Labels');
  await page.getByRole('button', { name: 'Import labels' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${count} prompts ·`);
  await dialog.getByRole('button', { name: 'subject', exact: true }).click();
  await expect(dialog).toContainText(`${count} labels taken in.`);
  await page.keyboard.press('Escape');
}

test('a person labels 50 prompts, draws a set, rejects 5 and exports it, by keyboard alone', async ({
  page,
}) => {
  await openApp(page);
  await importFiles(page, [{ name: 'subjects.jsonl', content: promptFile(COUNTS) }]);
  await expect(heading(page)).toHaveText('120 prompts');

  await page.goto('./#/labels');
  for (const name of SUBJECTS) {
    await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('Name').press('Enter');
    await expect(page.getByRole('button', { name: `Edit ${name}` })).toBeVisible();
  }
  const shown = page.getByRole('region', { name: 'Prompt', exact: true });
  const labelling = new Keyboard(page);
  for (let i = 0; i < LABELLED; i++) {
    const text = await shown.innerText();
    const digit = SUBJECTS.findIndex((subject) => text.includes(subject)) + 1;
    await labelling.press(String(digit));
    await expect(heading(page)).toContainText(`${i + 1} labelled`);
  }
  expect(labelling.strokes, 'one key a label').toBe(LABELLED);
  await expect(heading(page)).toContainText('70 by k-NN');

  // What is drawn beforehand is spread over fewer facts, and rightly does not come out the same later.
  await openScreen(page, 'Map');
  await expect(heading(page)).toHaveText(/cluster/);
  await page.goto('./#/selection');
  await expect(page.getByText('still being embedded and clustered')).toBeHidden();
  await askOfEach(page, 20);
  await expect(page.getByText('These settings draw 60 prompts from 3 categories')).toBeVisible();
  await page.getByRole('button', { name: 'Draw set' }).press('Enter');
  await expect(heading(page)).toHaveText('60 prompts in 3 categories');

  await page.getByRole('tab', { name: /Curate/ }).press('Enter');
  const board = page.getByRole('group', { name: 'Curation' });
  await expect(board).toBeFocused();
  const curating = new Keyboard(page);
  await curating.press('k');
  for (let i = 0; i < REJECTED; i++) await curating.press(String(i + 1));
  expect(curating.strokes, 'one key a decision').toBe(1 + REJECTED);
  await expect(board.getByText('1 kept · 5 rejected · 54 to look at')).toBeVisible();
  await expect(heading(page)).toHaveText('55 prompts in 3 categories');
  await page.keyboard.press('Control+z');
  await expect(heading(page)).toHaveText('56 prompts in 3 categories');
  await page.keyboard.press('Control+Shift+z');
  await expect(heading(page)).toHaveText('55 prompts in 3 categories');

  // A reason of one's own, written and given up, by keyboard too.
  await page.keyboard.press('o');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(board).toBeFocused();

  const save = async (form: RegExp) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export the evaluation set' }).press('Enter');
    await page.getByRole('button', { name: form }).press('Enter');
    return (await readFile(await (await download).path())).toString();
  };
  const set = (await save(/^Arena-Hard v2.0/)).trim().split('\n');
  expect(set).toHaveLength(55);
  for (const line of set) {
    const { uid, category } = JSON.parse(line) as { uid: string; category: string };
    expect(uid.startsWith(category), `${uid} as ${category}`).toBe(true);
  }
  const manifest = await save(/^Manifest/);
  expect(JSON.parse(manifest).entries).toHaveLength(60);

  // Everything is kept, and the manifest gives the same set again.
  await reloadKept(page);
  await expect(heading(page)).toHaveText('55 prompts in 3 categories');
  await page.getByRole('button', { name: 'New seed' }).press('Enter');
  await expect(page.getByText('drawn with seed 2')).toBeVisible();
  await page
    .getByLabel('Manifest of an evaluation set')
    .setInputFiles({ name: 'm.json', mimeType: 'application/json', buffer: Buffer.from(manifest) });
  await expect(page.getByRole('status').getByText('came out the same')).toBeVisible();
  await expect(heading(page)).toHaveText('55 prompts in 3 categories');

  for (const tab of ['Sample', /Curate/, 'Before and after']) {
    await page.getByRole('tab', { name: tab }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${String(tab)}: ${id}: ${nodes[0].html}`)).toEqual(
      [],
    );
  }
});

test('what is drawn before the clusters are there says so, and that it could be spread better later', async ({
  page,
}) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/assets\/neighbours-/, async (route) => {
    await released;
    await route.continue();
  });
  await openApp(page);
  await importFiles(page, [{ name: 'subjects.jsonl', content: promptFile(COUNTS) }]);
  await expect(heading(page)).toHaveText('120 prompts');
  await openScreen(page, 'Selection');
  const early = page.getByText('still being embedded and clustered');
  await expect(early).toBeVisible();
  await askOfEach(page, 20);
  await page.getByRole('button', { name: 'Draw set' }).click();
  await expect(heading(page)).toContainText('20 prompts');
  release();
  await expect(early).toBeHidden();
  await expect(page.getByText(/have changed since this set was drawn/)).toBeVisible();
});

test('a short category is topped up from prompts that come later, and decisions stay', async ({
  page,
}) => {
  await openApp(page);
  await importFiles(page, [{ name: 'few.jsonl', content: promptFile([30, 30, 8]) }]);
  await expect(heading(page)).toHaveText('68 prompts');
  await labelBySubject(page, 68);
  await openScreen(page, 'Selection');
  await askOfEach(page, 20);
  await expect(page.getByText('These settings draw 48 prompts from 3 categories')).toBeVisible();
  await page.getByRole('button', { name: 'Draw set' }).click();
  await page.getByRole('tab', { name: /Curate/ }).click();
  await page.keyboard.press('1');
  await expect(heading(page)).toHaveText('47 prompts in 3 categories');
  const topUp = page.getByRole('button', { name: 'Top up' });
  await topUp.click();
  await expect(page.getByText('1 prompt added where there were too few.')).toBeVisible();
  await expect(heading(page)).toHaveText('48 prompts in 3 categories');
  await topUp.click();
  await expect(page.getByText(/^Nothing was added/)).toBeVisible();

  await importFiles(page, [{ name: 'more.jsonl', content: promptFile([0, 0, 20], 100) }]);
  await labelBySubject(page, 88);
  await openScreen(page, 'Selection');
  await expect(page.getByText(/have changed since this set was drawn/)).toBeVisible();
  await topUp.click();
  await expect(page.getByText('12 prompts added where there were too few.')).toBeVisible();
  await expect(heading(page)).toHaveText('60 prompts in 3 categories');
  await page.getByRole('tab', { name: /Curate/ }).click();
  await expect(page.getByText('0 kept · 1 rejected · 60 to look at')).toBeVisible();
});
