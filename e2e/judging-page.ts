import { expect as plainExpect, type Locator, type Page } from '@playwright/test';
import type { DroppedFile } from './touchstone-test';

/** Benchmarks use this too, without the tests' configuration. */
const expect = plainExpect.configure({ timeout: 30_000 });

/** What the page says of a run's calls. */
export interface Account {
  readonly planned: number;
  readonly answered: number;
  readonly unparsed: number;
  readonly failed: number;
  /** Settled before the last go. */
  readonly reused: number;
}

export async function openJudging(page: Page, tab: RegExp): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: 'Judging' })
    .click();
  await page.getByRole('tablist', { name: 'Judging' }).getByRole('tab', { name: tab }).click();
}

/** Adds a provider by its address and gives it a key. @returns the provider's name, its host */
export async function addProvider(page: Page, address: string, key: string): Promise<string> {
  await openJudging(page, /^Providers/);
  const { host } = new URL(address);
  await page.getByRole('textbox', { name: 'at the address' }).fill(`${address}/v1`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await enterKey(page, host, key);
  return host;
}

/** Gives a provider a key, which the page tests at once. */
export async function enterKey(page: Page, host: string, key: string): Promise<void> {
  await openJudging(page, /^Providers/);
  const field = page.getByLabel(`Key of ${host}`, { exact: true });
  await field.fill(key);
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

/** Keeps the key that is in memory on this device. @param passphrase empty locks by this browser alone */
export async function keepKey(page: Page, host: string, passphrase = ''): Promise<void> {
  await openJudging(page, /^Providers/);
  await page.getByLabel(`Passphrase for the key of ${host}`).fill(passphrase);
  await page.getByRole('button', { name: 'Keep on this device, encrypted' }).click();
  await expect(page.getByRole('button', { name: 'Keep on this device, encrypted' })).toBeHidden();
}

/** How long a run waits for a reply. @param seconds at least 1 */
export async function setTimeOut(page: Page, seconds: number): Promise<void> {
  await openJudging(page, /^Providers/);
  const field = page.getByLabel('Wait for a reply, seconds');
  await field.fill(String(seconds));
  await field.press('Tab');
  await expect(page.getByRole('contentinfo')).toContainText('Workspace saved');
}

export async function importAnswers(page: Page, files: readonly DroppedFile[]): Promise<void> {
  await openJudging(page, /^Answers/);
  await page.getByLabel('Files of answers').setInputFiles(
    files.map(({ name, content }) => ({
      name,
      mimeType: 'application/jsonl',
      buffer: Buffer.from(content),
    })),
  );
  for (const { name } of files) {
    await expect(page.getByText(new RegExp(`^${name}.*taken\\.`))).toBeVisible();
  }
}

const choice = (page: Page, name: string): Locator =>
  page.getByRole('combobox', { name, exact: true });

/** Fills the form of a run that asks one model. */
export async function fillRun(
  page: Page,
  kind: string,
  provider: string,
  model: string,
): Promise<void> {
  await openJudging(page, /^Run$/);
  await choice(page, 'What to do').selectOption({ label: kind });
  await choice(page, 'Provider').selectOption(provider);
  const field = choice(page, 'Model');
  await field.fill(model);
  await field.press('Tab');
}

export async function fillAnswerRun(page: Page, provider: string, model: string): Promise<void> {
  await fillRun(page, 'Let models answer', provider, model);
}

/** Two games a prompt by the judge's five labels. */
export async function fillJudgeRun(page: Page, provider: string, baseline: string): Promise<void> {
  await fillRun(page, 'Judge answers in pairs', provider, 'judge');
  await choice(page, 'Compared with').selectOption(baseline);
}

/** Looks at the cost. */
export async function planRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'See calls and cost' }).click();
  await expect(page.getByRole('region', { name: 'Before the run' })).toBeVisible();
}

/** Looks at the cost, agrees and starts. */
export async function startRun(page: Page): Promise<void> {
  await planRun(page);
  await page.getByRole('button', { name: /^(Agree and start|Start)$/ }).click();
}

/** By its element: to find it by its role holds a page up that is being measured. */
const runHeading = (page: Page): Locator => page.locator('main h1');

/** How many calls are settled now. */
export async function settledCalls(page: Page): Promise<number> {
  const found = /^\s*([\d,]+) of [\d,]+ calls?\s+(made|accounted for)/.exec(
    (await runHeading(page).textContent()) ?? '',
  );
  return found ? numberOf(found[1]) : 0;
}

/** Waits for the end of a run of so many calls; another number than the run before it had. */
export async function finishedRun(page: Page, calls: number, timeout: number): Promise<Account> {
  const end = `of ${calls.toLocaleString('en-US')} calls accounted for`;
  await expect(runHeading(page)).toContainText(end, { timeout });
  const text = await page.getByText(/ spent · .* answered ·/).innerText();
  const count = (name: string) => {
    const found = new RegExp(`([\\d,]+) ${name}`).exec(text);
    if (!found) throw new Error(`"${text}" does not say how many are ${name}.`);
    return numberOf(found[1]);
  };
  return {
    planned: calls,
    answered: count('answered'),
    unparsed: count('unparsed'),
    failed: count('failed'),
    reused: count('from before'),
  };
}

const runCard = (page: Page): Locator => page.getByRole('region', { name: 'Run', exact: true });

/** Pauses a run, and waits until what is in flight has come. */
export async function pauseRun(page: Page): Promise<void> {
  await runCard(page).getByRole('button', { name: 'Pause' }).click();
  await expect(runCard(page)).toContainText('· 0 in flight');
}

export async function resumeRun(page: Page): Promise<void> {
  await runCard(page).getByRole('button', { name: 'Go on' }).click();
}

/** Asks the calls again that never reached the model. */
export async function retryUnreached(page: Page): Promise<void> {
  const failures = page.getByRole('heading', { name: 'Failures' }).locator('..');
  await expect(failures).toContainText('not reached');
  await failures.getByRole('button', { name: 'Try again' }).first().click();
}

/** Goes on with the newest run of the list, as after a reload. */
export async function goOn(page: Page): Promise<void> {
  await openJudging(page, /^Earlier runs/);
  await page
    .getByRole('button', { name: /^Go on with / })
    .first()
    .click();
}

const numberOf = (text: string) => Number(text.replaceAll(',', ''));
