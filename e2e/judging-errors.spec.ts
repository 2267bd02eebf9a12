import type { Page } from '@playwright/test';
import { judgedPrompts, promptFile } from './judged-models';
import { addProvider, enterKey, fillAnswerRun, startRun } from './judging-page';
import { NO_FAULTS, type Strike } from './local-faults';
import { startLocalJudge } from './local-judge';
import { expect, importFiles, openApp, test } from './touchstone-test';

const KEY = 'sk-errors-0123456789';
const PROMPTS = judgedPrompts(4);

/** A run of answers that ends before its plan, and what the page then says. */
async function stopsWith(page: Page, provider: string, model: string, message: RegExp) {
  await fillAnswerRun(page, provider, model);
  await startRun(page);
  await expect(page.getByText(message).first()).toBeVisible();
}

test('a provider that can’t serve at all stops the run, and the page says what to do', async ({
  page,
  watch,
}) => {
  watch.expectedErrors.push(/Failed to load resource|CORS policy/);
  const judge = await startLocalJudge({ key: KEY, models: ['known'] });
  const closed = await startLocalJudge({ cors: false });
  try {
    for (const { address } of [judge, closed]) watch.allowedHosts.add(new URL(address).host);
    await openApp(page);
    await importFiles(page, [promptFile(PROMPTS)]);
    const { host } = new URL(judge.address);
    await test.step('an unknown model', async () => {
      await addProvider(page, judge.address, KEY);
      await stopsWith(page, host, 'unheard-of', /unheard-of.*does not exist/);
    });
    await test.step('a wrong key', async () => {
      await enterKey(page, host, 'sk-another-0123456789');
      await stopsWith(page, host, 'known', new RegExp(`${host} answered 401`));
    });
    await test.step('a server that no page may call', async () => {
      const name = await addProvider(page, closed.address, KEY);
      await stopsWith(page, name, 'known', /does not allow calls from web pages \(CORS\)/);
    });
  } finally {
    await judge.close();
    await closed.close();
  }
});

/** Each with what the page says of every reply. */
const REPLIES: readonly { readonly strike: Strike; readonly says: RegExp }[] = [
  { strike: 'contentFilter', says: /model-\d declined/ },
  { strike: 'tooLong', says: /longer than model-\d takes/ },
  { strike: 'empty', says: /model-\d answered with nothing/ },
];

test('replies that are none are listed with their reason, and asked again on request', async ({
  page,
  watch,
}) => {
  watch.expectedErrors.push(/Failed to load resource/);
  const judge = await startLocalJudge();
  try {
    const { host } = new URL(judge.address);
    watch.allowedHosts.add(host);
    await openApp(page);
    await importFiles(page, [promptFile(PROMPTS)]);
    await addProvider(page, judge.address, KEY);
    for (const [i, { strike, says }] of REPLIES.entries()) {
      await test.step(strike, async () => {
        judge.settings.faults = { ...NO_FAULTS, [strike]: 1 };
        await fillAnswerRun(page, host, `model-${i}`);
        await startRun(page);
        const failures = page.getByRole('heading', { name: 'Failures' }).locator('..');
        await expect(failures.getByText(says)).toHaveCount(PROMPTS.length);
        await expect(
          page.getByText(`0 answered · 0 unparsed · ${PROMPTS.length} failed`),
        ).toBeVisible();
        judge.settings.faults = NO_FAULTS;
        await failures.getByRole('button', { name: 'Try again' }).click();
        await expect(page.getByText(`${PROMPTS.length} answered · 0 unparsed`)).toBeVisible();
      });
    }
    await test.step('“too many” with a time to wait', async () => {
      judge.settings.faults = { ...NO_FAULTS, tooMany: 1, retryAfter: 3 };
      await fillAnswerRun(page, host, 'model-9');
      const from = Date.now();
      const before = judge.delivered.size;
      await startRun(page);
      await expect(page.getByText('waiting before the next try')).toBeVisible();
      judge.settings.faults = NO_FAULTS;
      await expect.poll(() => judge.delivered.size).toBe(before + PROMPTS.length);
      // Without the header the first wait is half a second at the most.
      const times = [...judge.delivered.values()].slice(before).flat();
      expect(Math.min(...times.map(({ at }) => at)) - from).toBeGreaterThanOrEqual(3000);
    });
  } finally {
    await judge.close();
  }
});
