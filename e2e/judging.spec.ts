import type { Page } from '@playwright/test';
import { seededRandom, shuffle } from '../src/core/random';
import { expectAccessible } from './accessible';
import {
  addProvider,
  fillAnswerRun,
  fillJudgeRun,
  fillRun,
  finishedRun,
  openJudging,
  planRun,
  startRun,
} from './judging-page';
import { startLocalJudge, type LocalJudge } from './local-judge';
import { dropFiles, expect, openApp, openScreen, reloadKept, test } from './touchstone-test';

const KEY = 'sk-local-0123456789';
const RUN_MS = 30_000;
const PROMPTS = Array.from({ length: 12 }, (_, n) => ({
  id: `p${n}`,
  prompt: `How would you solve task number ${n} of the plan, and why in that way?`,
  category: n % 2 === 0 ? 'even' : 'odd',
  embedding: [n % 2, 1 - (n % 2), n / 100],
}));

let provider: LocalJudge;
let host: string;

test.beforeEach(async ({ page, watch }) => {
  provider = await startLocalJudge({ key: KEY, strengths: { strong: 1500, weak: 700 } });
  watch.allowedHosts.add(new URL(provider.address).host);
  await openApp(page);
  const content = PROMPTS.map((row) => JSON.stringify(row)).join('\n');
  await dropFiles(page, [{ name: 'plan.jsonl', content }]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  host = await addProvider(page, provider.address, KEY);
  await expect(page.getByText('Answers: 3 models')).toBeVisible();
});

test.afterEach(() => provider.close());

const before = (page: Page) => page.getByRole('region', { name: 'Before the run' });

test('a person judges blind by keyboard, and sees how far the judge agrees', async ({ page }) => {
  await fillAnswerRun(page, host, 'strong');
  await page.getByRole('button', { name: 'Add a model' }).click();
  await page.getByRole('combobox', { name: 'Model', exact: true }).last().fill('weak');
  await page.keyboard.press('Tab');
  await planRun(page);
  await expect(before(page)).toContainText(`12 prompts go to ${host}`);
  await expect(before(page).getByText(PROMPTS[0].prompt)).toBeVisible();
  await before(page).getByRole('button', { name: 'Back' }).click();
  await startRun(page);
  await finishedRun(page, 24, RUN_MS);
  await fillJudgeRun(page, host, 'strong');
  await startRun(page);
  await finishedRun(page, 24, RUN_MS);
  await expect(page.getByText('A>>B', { exact: true }).first()).toBeVisible();

  await openJudging(page, /^By hand/);
  const board = page.getByRole('group', { name: 'Pair to judge' });
  await expect(board).toBeFocused();
  await expect(page.getByRole('tabpanel')).toContainText('0 of 12 pairs judged');
  await expect(board).not.toContainText(/strong|weak/);
  const craft = async (side: 'left' | 'right') => {
    const text = await board
      .getByRole('region', { name: `Text of the ${side} answer` })
      .innerText();
    return Number(/Workmanship (-?\d+)/.exec(text)?.[1]);
  };
  for (let judged = 1; judged <= 6; judged++) {
    await page.keyboard.press((await craft('left')) > (await craft('right')) ? '1' : '5');
    await expect(page.getByRole('tabpanel')).toContainText(`${judged} of 12 pairs judged`);
  }
  const agreement = page.getByRole('region', { name: 'Judges against you' });
  const row = agreement.getByRole('row', { name: /^judge/ });
  await expect(row).toContainText(/100\.0 %\s*61\.0 % to 100\.0 % · n 6/);
  await page.keyboard.press('u');
  await expect(row).toContainText('n 5');
  await page.keyboard.press('s');
  await expect(board.getByRole('status')).toContainText('Skipped');

  await expectAccessible(page, 'verdicts by hand');
  await openScreen(page, 'Ranking');
  await page.getByRole('tab', { name: 'Judges' }).click();
  await expect(page.getByRole('rowheader', { name: /^human/ }).first()).toContainText('5 battles');
  await reloadKept(page);
  await openScreen(page, 'Judging');
  await openJudging(page, /^By hand/);
  await expect(page.getByRole('tabpanel')).toContainText('5 of 12 pairs judged');
});

test('prompts are tagged by edited criteria, and a person checks a sample blind', async ({
  page,
}) => {
  await fillRun(page, 'Score prompts by criteria', host, 'judge');
  const version = page.getByText(/version/).locator('code');
  const first = await version.textContent();
  await page.getByRole('button', { name: 'Remove Creativity' }).click();
  await page.getByRole('button', { name: 'Add criterion' }).click();
  await page.keyboard.type('Clarity');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Is it clear what is wanted?');
  await page.keyboard.press('Tab');
  await expect(version).not.toHaveText(first!);
  await planRun(page);
  await expect(before(page)).toContainText('7. Clarity: Is it clear what is wanted?');
  await before(page).getByRole('spinbutton', { name: 'Calls of a pilot' }).fill('4');
  await page.keyboard.press('Tab');
  await before(page).getByRole('button', { name: 'Agree to a pilot of 4' }).click();
  await finishedRun(page, 4, RUN_MS);
  await planRun(page);
  await expect(before(page)).toContainText('8 calls, 4 more answered already');
  await before(page).getByRole('button', { name: 'Start', exact: true }).click();
  await finishedRun(page, 12, RUN_MS);

  await openJudging(page, /^Tags/);
  const panel = page.getByRole('tabpanel');
  await expect(panel).toContainText('12 prompts tagged by judge');
  await page.getByRole('button', { name: 'Check Clarity' }).click();
  const check = page.getByRole('group', { name: 'Check of Clarity' });
  await expect(check).toBeFocused();
  await expect(check).toContainText('Is it clear what is wanted?');
  // Eight, so that both of what the model tagged and of what it did not something is among them.
  for (const key of ['y', 'n', 'y', 'y', 'u', 'y', 'y', 'y', 'y', 'y'])
    await page.keyboard.press(key);
  await expect(check).toContainText('8 of 12 in this sample checked');
  await expect(check).toContainText(/Recall.*n 8/s);
  await expect(check).toContainText(/Alike.*n 8/s);
  await expectAccessible(page, 'the check of a tag');
  await page.keyboard.press('Escape');
  const row = page.getByRole('row', { name: /^Clarity/ });
  await expect(row.getByRole('cell').nth(3)).toHaveText('8');

  const tagged = page.getByRole('region', { name: 'Tagged prompts' });
  await tagged.getByRole('group').first().locator('summary').click();
  await expect(tagged).toContainText('Drawn from the text by the local provider.');
  await expect(tagged.getByText(/"criteria":\[/)).toBeVisible();
});

test('calls go out as a batch file, and its results come in, in any order', async ({ page }) => {
  await fillAnswerRun(page, host, 'strong');
  await planRun(page);
  const download = page.waitForEvent('download');
  await before(page).getByRole('button', { name: 'Write batch files' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^batch-.*strong\.jsonl$/);
  await expect(page.getByText(/12 requests to strong/)).toBeVisible();
  const requests = (await textOf(await file.createReadStream())).trim().split('\n');
  expect(requests.join()).not.toContain(KEY);
  const results = await Promise.all(requests.map(batchResult));
  const content = ['{"half a line', ...shuffle(results, seededRandom(1))].join('\n');

  await openJudging(page, /^Earlier runs/);
  await expect(page.getByRole('cell', { name: 'waits for batch results' })).toBeVisible();
  const upload = { mimeType: 'application/jsonl', buffer: Buffer.from(content) };
  const input = page.getByLabel('Batch result files');
  await input.setInputFiles({
    ...upload,
    name: 'strange.jsonl',
    buffer: Buffer.from('{"a": 1}\n'),
  });
  await expect(page.getByText(/^strange\.jsonl holds no result of these calls/)).toBeVisible();
  await input.setInputFiles({ ...upload, name: 'results.jsonl' });
  await expect(page.getByText('results.jsonl: 12 results taken')).toContainText('11 answered');
  await expect(page.getByText('results.jsonl, row 1: is no result of a batch')).toBeVisible();
  await openJudging(page, /^Answers/);
  await expect(
    page
      .getByRole('row', { name: /^strong/ })
      .getByRole('cell')
      .nth(1),
  ).toHaveText('11');
  await openJudging(page, /^Run$/);
  await expect(page.getByRole('heading', { name: 'Failures' })).toBeVisible();
  for (const tab of [/^Run$/, /^Earlier runs/, /^Answers/, /^Templates/, /^Providers/]) {
    await openJudging(page, tab);
    await expectAccessible(page, `Judging: ${tab.source}`);
  }
});

/** What a batch engine writes for a line, its replies being the live server's; one call fails. */
async function batchResult(line: string, n: number): Promise<string> {
  const { custom_id, url, body } = JSON.parse(line) as Record<string, unknown>;
  const response = await fetch(provider.address + String(url), {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}` },
    body: JSON.stringify(body),
  });
  const error = { error: { message: 'The server had an error.', code: 'server_error' } };
  return JSON.stringify({
    custom_id,
    response:
      n === 3
        ? { status_code: 500, body: error }
        : { status_code: 200, body: (await response.json()) as unknown },
  });
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const part of stream) text += String(part);
  return text;
}
