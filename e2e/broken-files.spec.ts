import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { TOPICS_WITH_VECTORS, withVectors } from './given-vectors';
import { TOPIC_PROMPTS } from './obvious-topics';
import { FILES_OF_TOPICS } from './prompt-files';
import {
  dropFiles,
  expect,
  expectNamedMap,
  heading,
  importFiles,
  openApp,
  openScreen,
  openWorkspaceMenu,
  test,
  type DroppedFile,
} from './touchstone-test';

const COUNT = TOPIC_PROMPTS.length;
const bytes = (...values: number[]) => Uint8Array.from(values);
const half = (content: Uint8Array) => content.slice(0, content.length >> 1);
const parquet = FILES_OF_TOPICS.find(({ name }) => name.endsWith('.parquet'))!
  .content as Uint8Array;
const NOISE = Uint8Array.from({ length: 4096 }, (_, i) => (i * i * 31 + i * 7) % 256);

const CUT_AT = 4000;

/** Files of which nothing comes in, each with what its error must say beside its name. */
const HOPELESS: readonly (DroppedFile & { readonly says: RegExp })[] = [
  { name: 'empty.jsonl', content: '', says: /is empty/ },
  { name: 'blank.csv', content: ' \n\n \n', says: /holds no record/ },
  { name: 'noise.jsonl', content: NOISE, says: /is a binary file, not text/ },
  { name: 'photo.csv', content: bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), says: /an image/ },
  { name: 'paper.txt', content: '%PDF-1.7\n', says: /a PDF document/ },
  { name: 'cut.parquet', content: half(parquet), says: /can't be read as Parquet/ },
  {
    name: 'archive.xlsx',
    content: zipSync({ 'note.txt': new Uint8Array([104, 105]) }),
    says: /can't be read as an Excel workbook/,
  },
  { name: 'cut.json', content: '[{"prompt": "How do I', says: /breaks off inside element 1/ },
  { name: 'cut.jsonl', content: '{"prompt": "How do I', says: /breaks off inside element 1/ },
  { name: 'junk.jsonl.gz', content: bytes(0x1f, 0x8b, 8, 0, 1, 2, 3), says: /can't be unpacked/ },
];

test('a file of which nothing can be read is one clear error, and the workspace stays', async ({
  page,
}) => {
  await openApp(page);
  await importFiles(page, [TOPICS_WITH_VECTORS]);
  await expectNamedMap(page);

  for (const { says, ...file } of HOPELESS) {
    await test.step(file.name, async () => {
      await dropFiles(page, [file]);
      const dialog = page.getByRole('dialog', { name: `Import ${file.name}` });
      const error = dialog.getByRole('alert');
      await expect(error).toHaveCount(1);
      await expect(error).toContainText(file.name);
      await expect(error).toContainText(says);
      await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(heading(page)).toHaveText(`${COUNT} prompts`);
    });
  }
  await test.step('columns without a prompt have to be chosen from', async () => {
    await dropFiles(page, [{ name: 'numbers.json', content: '[{"a":{"x":1}},{"a":null}]' }]);
    const dialog = page.getByRole('dialog', { name: 'Import numbers.json' });
    await expect(dialog.getByLabel('Prompt column')).toHaveValue('');
    await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
    await dialog.getByLabel('Prompt column').selectOption('a');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    const error = page.getByRole('alert');
    await expect(error).toHaveCount(1);
    await expect(error).toContainText('numbers.json holds no prompt');
    await expect(heading(page)).toHaveText(`${COUNT} prompts`);
  });
  await test.step('the workspace, its map, and nothing else are there after a reload', async () => {
    await page.reload();
    await expect(heading(page)).toHaveText(`${COUNT} prompts`);
    await expectNamedMap(page);
    const menu = await openWorkspaceMenu(page);
    await expect(menu.getByRole('listitem')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await openScreen(page, 'Map');
    await expect(heading(page)).toHaveText('4 clusters');
  });
});

test('of a damaged file the good rows come in, and each bad row is listed', async ({ page }) => {
  const rows = withVectors(TOPIC_PROMPTS).split('\n');
  // Level 0 packs nothing, so that it is known which rows are whole before the cut.
  const stored = gzipSync(rows.join('\n'), { level: 0 });
  const completeRows = stored.subarray(0, CUT_AT).filter((byte) => byte === 10).length;
  const damaged: readonly (DroppedFile & {
    readonly good: number;
    readonly bad: readonly (readonly [row: string, reason: RegExp])[];
  })[] = [
    {
      name: 'rows.jsonl',
      content: [...rows.slice(0, 6), '{"prompt": 7', 'null', '{"prompt":""}', ''].join('\n'),
      good: 6,
      bad: [
        ['7', /not valid JSON/],
        ['8', /not an object/],
        ['9', /no prompt in the column/],
      ],
    },
    {
      name: 'cut.json',
      content: `[${rows.slice(0, 8).join(',\n')},\n{"prompt": "half of`,
      good: 2,
      bad: [['9', /breaks off inside element 9 \(line 9\)/]],
    },
    {
      name: 'cut.jsonl.gz',
      content: stored.slice(0, CUT_AT),
      good: completeRows - 8,
      bad: [['whole file', /can't be unpacked to its end/]],
    },
  ];
  await openApp(page);
  let total = 0;
  for (const { good, bad, ...file } of damaged) {
    await test.step(file.name, async () => {
      await importFiles(page, [file]);
      total += good;
      await expect(page.getByText(new RegExp(`from ${file.name}`))).toBeVisible();
      await expect(heading(page)).toHaveText(`${total} prompts`);
      const list = page.locator('details', { hasText: 'did not fit' });
      if ((await list.getAttribute('open')) === null) await list.locator('summary').click();
      for (const [row, reason] of bad) {
        await expect(
          list.getByRole('row').filter({ hasText: file.name }).filter({ hasText: reason }),
        ).toContainText(row);
      }
    });
  }
  await test.step('a bad file beside a good one is named', async () => {
    await dropFiles(page, [
      { name: 'good.jsonl', content: rows.slice(40).join('\n') },
      { name: 'bad.jsonl', content: NOISE },
    ]);
    const dialog = page.getByRole('dialog', { name: 'Import 2 files' });
    await expect(dialog.getByRole('alert')).toContainText('bad.jsonl is a binary file');
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(heading(page)).toHaveText(`${total + 8} prompts`);
  });
});

const HTML =
  '<img src="x" onerror="window.scriptRan=1"><script>window.scriptRan=1</script><style>body{display:none}</style><iframe srcdoc="<script>parent.scriptRan=1</script>"></iframe>';
const LONG = `An endless question ${'about bread and flour, '.repeat(4400)}`.slice(0, 100_000);
const HEBREW = 'איך אופים לחם שאור בתנור ביתי?';
const SEPARATED = 'first\u2028second\u2029third';
const HOSTILE = [HTML, LONG, HEBREW, SEPARATED].map((prompt, i) => ({
  id: `<b>hostile-${i}</b>`,
  prompt,
  topic: 'baking',
}));

test('hostile prompts come in whole, and are shown as text', async ({ page }) => {
  await openApp(page);
  await importFiles(page, [
    { name: 'hostile.jsonl', content: `${withVectors([...TOPIC_PROMPTS, ...HOSTILE])}\n` },
  ]);
  await expect(heading(page)).toHaveText(`${COUNT + HOSTILE.length} prompts`);
  await expectNamedMap(page);
  const isHarmless = async () => {
    expect(await page.evaluate(() => 'scriptRan' in window)).toBe(false);
    await expect(page.locator('#app iframe, #app script, #app style, #app img')).toHaveCount(0);
  };
  await test.step('in the list', async () => {
    await page.getByLabel('Find in prompts').fill('onerror');
    await expect(page.getByRole('cell', { name: HTML.slice(0, 60) })).toBeVisible();
    await page.getByLabel('Find in prompts').fill(HEBREW);
    const cell = page.getByRole('cell', { name: HEBREW });
    await expect(cell).toHaveCSS('direction', 'rtl');
    await isHarmless();
  });
  await test.step('on the map', async () => {
    await openScreen(page, 'Map');
    await page.getByRole('tab', { name: /^Prompts/ }).click();
    const drawer = page.getByRole('dialog');
    const list = page.getByRole('listbox', { name: 'Prompts' });
    const shown: readonly (readonly [query: string, text: string])[] = [
      ['onerror', HTML],
      ['endless', LONG],
      [HEBREW.split(' ')[1], HEBREW],
      ['third', SEPARATED],
    ];
    for (const [query, text] of shown) {
      await page.getByLabel('Search prompts').fill(query);
      const found = list.getByRole('option').first();
      await expect(found).toContainText(text.slice(0, 12));
      await found.click();
      await expect
        .poll(() => drawer.locator('.text').evaluate((element) => element.textContent))
        .toBe(text);
      await isHarmless();
      await page.keyboard.press('Escape');
      await expect(drawer).toHaveCount(0);
    }
  });
  await test.step('as the name of a cluster', async () => {
    await page.getByRole('tab', { name: /^Clusters/ }).click();
    await page.getByRole('table', { name: 'Clusters' }).locator('tbody button').first().click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the cluster').fill('<img src=x onerror=scriptRan=1>');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: '<img' })).toBeVisible();
    await isHarmless();
  });
});
