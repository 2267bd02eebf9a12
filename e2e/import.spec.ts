import type { Page } from '@playwright/test';
import { writeNpy } from '../src/core/vectors/npy';
import { embeddedTexts, noteEmbeddedTexts } from './embedded-texts';
import { agreementWithTopics, exportedClusters } from './exported-clusters';
import { TOPIC_JSONL, TOPIC_PROMPTS, TOPICS } from './obvious-topics';
import {
  delimited,
  FILES_OF_TOPICS,
  FILES_OF_THE_SAME,
  jsonLines,
  type KnownFile,
} from './prompt-files';
import {
  chooseFile,
  dropFiles,
  expect,
  expectNamedMap,
  heading,
  importFiles,
  newWorkspace,
  openApp,
  openScreen,
  test,
  type DroppedFile,
} from './touchstone-test';

const LEAST_AGREEMENT = 0.9;
const COUNT = TOPIC_PROMPTS.length;
const TEXTS = TOPIC_PROMPTS.map(({ prompt }) => prompt).sort();
const [BAKING, SQL] = [TOPIC_PROMPTS.slice(0, 12), TOPIC_PROMPTS.slice(12, 24)];
const SEVERAL: readonly DroppedFile[] = [
  { name: 'baking.csv', content: delimited(BAKING, ',') },
  { name: 'sql.json', content: JSON.stringify(SQL) },
  { name: 'rest.jsonl', content: jsonLines(TOPIC_PROMPTS.slice(24)) },
];
/** Drops a file, checks what the preview makes of it, and imports it. */
async function importKnown(page: Page, file: KnownFile): Promise<void> {
  await dropFiles(page, [file]);
  const dialog = page.getByRole('dialog', { name: `Import ${file.name}` });
  const form = file.gzipped ? `${file.form} · gzipped · ` : `${file.form} · `;
  await expect(dialog.getByText(form)).toBeVisible();
  const encoding = dialog.getByLabel('Encoding');
  if (/^[A-Z]+$/.test(file.form) && file.form !== 'JSON') await expect(encoding).toHaveCount(0);
  else await expect(encoding).toHaveValue(file.encoding ?? 'utf-8');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
}

const FRENCH = 'Où achète-t-on du pain complet à Genève ?';
const ONE_MORE = delimited([{ id: 'one-more', prompt: FRENCH, topic: 'baking' }], ';');

test('every kind of file becomes the right map, and each text is embedded once', async ({
  page,
}) => {
  await noteEmbeddedTexts(page);
  await openApp(page);
  const isMapped = async () => {
    await expect(heading(page)).toHaveText(`${COUNT} prompts`);
    await expectNamedMap(page);
    await openScreen(page, 'Map');
    await expect(heading(page)).toHaveText('4 clusters');
    const rows = await exportedClusters(page);
    expect(rows.map(({ prompt }) => prompt).sort()).toEqual(TEXTS);
    expect(agreementWithTopics(rows)).toBeGreaterThan(LEAST_AGREEMENT);
    expect((await embeddedTexts(page)).sort()).toEqual(TEXTS);
    await openScreen(page, 'Prompts');
  };

  for (const [i, file] of FILES_OF_TOPICS.entries()) {
    await test.step(`${file.name} in a workspace of its own`, async () => {
      if (i > 0) await newWorkspace(page);
      await importKnown(page, file);
      await expect(page.getByText(`Added ${COUNT} prompts from ${file.name}.`)).toBeVisible();
      await isMapped();
    });
  }
  await test.step('several files at once', async () => {
    await newWorkspace(page);
    await importFiles(page, SEVERAL);
    const names = SEVERAL.map(({ name }) => name).join(', ');
    await expect(page.getByText(`Added ${COUNT} prompts from ${names}.`)).toBeVisible();
    await isMapped();
  });
  for (const file of FILES_OF_THE_SAME) {
    await test.step(`${file.name} holds the same prompts`, async () => {
      await importKnown(page, file);
      await expect(
        page.getByText(`Added 0 prompts from ${file.name}; merged ${COUNT} exact duplicates.`),
      ).toBeVisible();
    });
  }
  await test.step('the map is as it was', isMapped);
});

test('letters beyond ASCII come in whole, from any encoding', async ({ page }) => {
  const vector = (embedding: number[]) => JSON.stringify({ prompt: 'Où ?', embedding });
  await openApp(page);
  await importFiles(page, [{ name: 'first.jsonl', content: vector([1, 0]) }]);
  await expect(heading(page)).toHaveText('1 prompt');
  const files: readonly (DroppedFile & { readonly encoding: string })[] = [
    { name: 'utf8.csv', content: ONE_MORE, encoding: 'utf-8' },
    { name: 'marked.csv', content: `\ufeff${ONE_MORE}`, encoding: 'utf-8' },
    {
      name: 'utf16.csv',
      content: Buffer.from(`\ufeff${ONE_MORE}`, 'utf16le'),
      encoding: 'utf-16le',
    },
    {
      name: 'utf16be.csv',
      content: Buffer.from(`\ufeff${ONE_MORE}`, 'utf16le').swap16(),
      encoding: 'utf-16be',
    },
    { name: 'excel.csv', content: Buffer.from(ONE_MORE, 'latin1'), encoding: 'windows-1252' },
  ];
  for (const { encoding, ...file } of files) {
    await test.step(file.name, async () => {
      await dropFiles(page, [file]);
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByLabel('Encoding')).toHaveValue(encoding);
      await expect(dialog.getByRole('cell', { name: FRENCH })).toBeVisible();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    });
  }
});

test('prompts are chosen from a column, chosen with the button, pasted', async ({ page }) => {
  await openApp(page);
  await test.step('a column that has no known name', async () => {
    await dropFiles(page, [{ name: 'odd.csv', content: 'nr,what they asked\n1,Why?\n2,How?\n' }]);
    const dialog = page.getByRole('dialog');
    const start = dialog.getByRole('button', { name: 'Import', exact: true });
    await expect(dialog.getByLabel('Prompt column')).toBeVisible();
    await expect(start).toBeDisabled();
    await dialog.getByLabel('Prompt column').selectOption('what they asked');
    await start.click();
    await expect(heading(page)).toHaveText('2 prompts');
    await expect(page.getByRole('cell', { name: 'Why?' })).toBeVisible();
  });
  await test.step('lines pasted on the page', async () => {
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'Why?\nWhen?\nWhere?');
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    });
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(heading(page)).toHaveText('4 prompts');
    await expect(page.getByText('merged 1 exact duplicate')).toBeVisible();
  });
  const add = async (way: string) => {
    await page.getByRole('button', { name: 'Add prompts' }).click();
    await page.getByRole('button', { name: way }).click();
  };
  await test.step('the file button', async () => {
    await chooseFile(page, { name: 'more.txt', content: 'Who?' }, () => add('Files …'));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(heading(page)).toHaveText('5 prompts');
  });
  await test.step('a field to paste into', async () => {
    await add('Paste text …');
    const dialog = page.getByRole('dialog', { name: 'Paste prompts' });
    await dialog.getByLabel('One prompt a line').fill('Which?\nWhose?');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(heading(page)).toHaveText('7 prompts');
  });
});

test('vectors from a file stand in for the model', async ({ page }) => {
  await noteEmbeddedTexts(page);
  await openApp(page);
  const topics = Object.keys(TOPICS);
  const data = Float32Array.from(
    TOPIC_PROMPTS.flatMap(({ topic }, i) => [
      ...topics.map((each) => (each === topic ? 1 : 0)),
      i / 500,
    ]),
  );
  const vectors = writeNpy({ data, count: COUNT, dim: topics.length + 1 });
  await importFiles(page, [
    { name: 'topics.jsonl', content: TOPIC_JSONL },
    { name: 'vectors.npy', content: vectors },
  ]);
  await expect(heading(page)).toHaveText(`${COUNT} prompts`);
  await expectNamedMap(page);
  await openScreen(page, 'Map');
  expect(agreementWithTopics(await exportedClusters(page))).toBeGreaterThan(LEAST_AGREEMENT);
  expect(await embeddedTexts(page)).toEqual([]);
});
