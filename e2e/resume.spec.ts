import type { Page } from '@playwright/test';
import { embeddedTexts, noteEmbeddedTexts } from './embedded-texts';
import { TOPIC_PROMPTS } from './obvious-topics';
import { jsonLines } from './prompt-files';
import {
  expect,
  expectNamedMap,
  heading,
  importFiles,
  openApp,
  openScreen,
  test,
} from './touchstone-test';

/** More than two slices of 64, which is what is stored at a time. */
const PROMPTS = ['', 'In short: ', 'Please: '].flatMap((start, i) =>
  TOPIC_PROMPTS.map((row) => ({ ...row, id: `${row.id}-${i}`, prompt: `${start}${row.prompt}` })),
);
const COUNT = PROMPTS.length;

/** How many prompts the page says are embedded. */
async function embedded(page: Page): Promise<number> {
  const text = (await page.getByRole('contentinfo').textContent()) ?? '';
  return Number(/Embedding (\d+) of/.exec(text)?.[1] ?? 0);
}

test('a crash and a reload in the midst of embedding cost nothing that was embedded', async ({
  page,
  context,
}) => {
  const sent: string[] = [];
  /** Waits until one slice is stored; the next call never reaches the model, so that work stands still. */
  const standsStill = async (at: Page, before: number) => {
    await expect.poll(() => embedded(at), { timeout: 120_000 }).toBeGreaterThan(before);
    sent.push(...(await embeddedTexts(at)));
    expect(await embedded(at)).toBe(sent.length);
    expect(sent.length).toBeLessThan(COUNT);
  };

  await test.step('the renderer crashes', async () => {
    await noteEmbeddedTexts(page, { callsLetThrough: 1 });
    await openApp(page);
    await importFiles(page, [{ name: 'many.jsonl', content: jsonLines(PROMPTS) }]);
    await standsStill(page, 0);
    const crashed = page.waitForEvent('crash');
    const session = await context.newCDPSession(page);
    session.send('Page.crash').catch(() => {});
    await crashed;
    await page.close();
  });

  const second = await context.newPage();
  await test.step('a new page goes on, and is reloaded', async () => {
    await noteEmbeddedTexts(second, { callsLetThrough: 1 });
    await openApp(second);
    await expect(heading(second)).toHaveText(`${COUNT} prompts`);
    await standsStill(second, sent.length);
    await second.reload();
  });

  await test.step('the reloaded page finishes', async () => {
    await expectNamedMap(second);
    sent.push(...(await embeddedTexts(second)));
    expect(sent.sort()).toEqual(PROMPTS.map(({ prompt }) => prompt).sort());
  });

  await test.step('one more reload embeds nothing', async () => {
    await second.reload();
    await expectNamedMap(second);
    expect(await embeddedTexts(second)).toEqual([]);
  });

  await test.step('a file with one new prompt embeds that one', async () => {
    const added = { id: 'new', prompt: 'How do I bake a pretzel?', topic: 'baking' };
    await importFiles(second, [
      { name: 'added.jsonl', content: jsonLines([...TOPIC_PROMPTS, added]) },
    ]);
    await expect(heading(second)).toHaveText(`${COUNT + 1} prompts`);
    await expect.poll(() => embeddedTexts(second)).toEqual([added.prompt]);
  });
});

test('where later prompts are cancelled, the page says how many have no place, and goes on', async ({
  page,
}) => {
  await noteEmbeddedTexts(page, { callsLetThrough: 1 });
  await openApp(page);
  await importFiles(page, [{ name: 'first.jsonl', content: jsonLines(TOPIC_PROMPTS) }]);
  await expectNamedMap(page);
  const later = PROMPTS.slice(TOPIC_PROMPTS.length);
  await importFiles(page, [{ name: 'later.jsonl', content: jsonLines(later) }]);
  await expect(heading(page)).toHaveText(`${COUNT} prompts`);
  await expect(page.getByRole('contentinfo')).toContainText('Embedding');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.evaluate(() => window.releaseEmbedding());
  const notice = page.getByText(`${later.length} prompts are not embedded yet`);
  await expect(notice).toBeVisible();
  await openScreen(page, 'Map');
  await expect(notice).toBeVisible();
  await expect(page.getByText(`${later.length} more not placed yet`)).toBeVisible();
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(notice).toBeHidden();
  await expect(page.getByText(`${later.length} prompts came later and were placed`)).toBeVisible();
});
