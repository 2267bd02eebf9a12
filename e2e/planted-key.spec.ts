import type { BrowserContext, Page } from '@playwright/test';
import { STRENGTHS } from '../src/stages/testing/local-run';
import { answerFile, judgedPrompts, promptFile } from './judged-models';
import {
  addProvider,
  enterKey,
  fillAnswerRun,
  fillJudgeRun,
  finishedRun,
  importAnswers,
  keepKey,
  openJudging,
  planRun,
  startRun,
} from './judging-page';
import { KeyHunt } from './key-hunt';
import { NO_FAULTS } from './local-faults';
import { startLocalJudge } from './local-judge';
import { takenExports } from './taken-exports';
import { dropFiles, expect, importFiles, openApp, openScreen, test } from './touchstone-test';

const KEY = 'sk-planted-Zx81Qm0753Lw';
const PASSPHRASE = 'a passphrase of the test';
const PROMPTS = judgedPrompts(30);
const PATIENCE_MS = 90_000;
const JUDGING_TABS = [
  /^Earlier runs/,
  /^Answers/,
  /^By hand/,
  /^Tags/,
  /^Templates/,
  /^Providers/,
  /^Run$/,
];
const RANKING_TABS = ['Leaderboard', 'Categories', 'Quality', 'Judges', 'Planning'];

/** A provider that echoes keys, refuses, filters and breaks. */
const FAULTS = {
  ...NO_FAULTS,
  serverError: 0.05,
  brokenJson: 0.05,
  refusal: 0.1,
  contentFilter: 0.1,
  missingVerdict: 0.1,
};

async function huntThroughExports(page: Page, hunt: KeyHunt, provider: string): Promise<number> {
  const taken: string[] = [];
  const take = async (screen: string) => {
    for (const [name, content] of await takenExports(page)) {
      hunt.look(`export of ${screen}: ${name}`, content);
      taken.push(name);
    }
  };
  await fillAnswerRun(page, provider, 'm3');
  await planRun(page);
  await take('Judging');
  expect(taken.filter((name) => /batch/i.test(name))).toHaveLength(1);
  for (const tab of JUDGING_TABS) {
    await openJudging(page, tab);
    await take('Judging');
    await hunt.lookAt(page);
  }
  for (const tab of RANKING_TABS) {
    await openScreen(page, 'Ranking');
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.getByRole('contentinfo')).toContainText('Workspace saved');
    await take('Ranking');
  }
  return taken.length;
}

async function huntThroughDiagnostics(page: Page, hunt: KeyHunt): Promise<void> {
  await page.getByTitle('Device, storage, diagnostics').click();
  await expect(page.getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
  await hunt.lookAt(page);
  await page.keyboard.press('Escape');
}

test('a key goes to its provider and nowhere else, whatever happens', async ({
  page,
  context,
  watch,
}) => {
  test.setTimeout(4 * PATIENCE_MS);
  watch.expectedErrors.push(/Failed to load resource/);
  const judge = await startLocalJudge({ strengths: STRENGTHS, key: KEY, echoesKey: true });
  const { host } = new URL(judge.address);
  watch.allowedHosts.add(host);
  const hunt = new KeyHunt(KEY, host);
  hunt.follow(context);
  const nowhere = async (when: string) => {
    await hunt.search(page);
    expect(hunt.found, when).toEqual([]);
  };
  try {
    await openApp(page);
    await importFiles(page, [promptFile(PROMPTS)]);
    await addProvider(page, judge.address, `${KEY}-mistyped`);
    await expect(page.getByText(/Incorrect API key provided: \[key\]/)).toBeVisible();
    await nowhere('a wrong key');
    await fillAnswerRun(page, host, 'm1');
    await startRun(page);
    await expect(page.getByText(/answered 401/).first()).toBeVisible();
    await nowhere('a run with a wrong key');

    await enterKey(page, host, KEY);
    await expect(page.getByText('Answers: 7 models')).toBeVisible();
    await nowhere('a key in memory');
    await keepKey(page, host, PASSPHRASE);
    await nowhere('a key kept by a passphrase');
    await page.reload();
    await openJudging(page, /^Providers/);
    const passphrase = page.getByLabel(`Passphrase for the key of ${host}`);
    await passphrase.fill(`${PASSPHRASE}!`);
    await passphrase.press('Enter');
    await expect(page.getByText('The passphrase does not open this key.')).toBeVisible();
    await passphrase.fill(PASSPHRASE);
    await passphrase.press('Enter');
    await expect(passphrase).toBeHidden();
    await nowhere('a key unlocked');

    await importAnswers(
      page,
      (['m5', 'm6'] as const).map((model) => answerFile(model, STRENGTHS[model], PROMPTS)),
    );
    await fillAnswerRun(page, host, 'm1');
    await startRun(page);
    const answers = await finishedRun(page, PROMPTS.length, PATIENCE_MS);
    expect(answers.answered + answers.reused).toBe(PROMPTS.length);
    judge.settings.faults = FAULTS;
    await fillJudgeRun(page, host, 'm6');
    await startRun(page);
    const account = await finishedRun(page, 4 * PROMPTS.length, PATIENCE_MS);
    expect(account.failed).toBeGreaterThan(0);
    expect(account.unparsed).toBeGreaterThan(0);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await expect(page.getByText('You are [key].').first()).toBeVisible();
    await nowhere('runs with answers, verdicts and failures');
    expect(await huntThroughExports(page, hunt, host)).toBeGreaterThan(10);
    await huntThroughDiagnostics(page, hunt);
    await nowhere('exports and diagnostics');

    await openJudging(page, /^Providers/);
    await page.getByRole('button', { name: 'Forget' }).click();
    await enterKey(page, host, KEY);
    await keepKey(page, host);
    await page.reload();
    await openJudging(page, /^Providers/);
    await expect(page.getByRole('button', { name: 'Test this key' })).toBeVisible();
    await nowhere('a key kept by this browser');
  } finally {
    await judge.close();
  }
});

/** Puts the key where it must not be, one place at a time. */
async function plantEverywhere(page: Page, context: BrowserContext, key: string): Promise<void> {
  await page.evaluate(async (planted) => {
    localStorage.setItem('planted', planted);
    sessionStorage.setItem('planted', `x${planted}y`);
    const opening = indexedDB.open('touchstone');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const writing = database.transaction(['stages', 'vectors', 'sizes'], 'readwrite');
    const done = new Promise((resolve) => (writing.oncomplete = resolve));
    const result = { runs: [{ message: `Wrong key ${planted}.` }] };
    writing.objectStore('stages').put({ workspace: 'planted', stage: 'x', key: 'x', result });
    const bytes = new TextEncoder().encode(`....${planted}`);
    writing.objectStore('vectors').put(bytes, ['planted', 'bytes']);
    writing.objectStore('sizes').put(1, ['planted', btoa(`id=${planted};`)]);
    await done;
    database.close();
    const cache = await caches.open('planted');
    await cache.put('./planted', new Response(planted));
    console.log('Asking with', planted);
    await fetch(`./?key=${planted}`);
    await fetch('./', { method: 'POST', body: JSON.stringify({ planted }) });
    await fetch('./', { headers: { 'x-planted': planted } });
    history.replaceState({ planted }, '', location.href);
    window.name = planted;
    document.querySelector('main')!.append(planted);
    const field = document.createElement('input');
    document.querySelector('main')!.append(field);
    field.value = planted;
  }, key);
  await context.addCookies([{ name: 'planted', value: key, url: page.url() }]);
}

test('the hunt finds a key that is put there on purpose', async ({ page, context, watch }) => {
  watch.expectedErrors.push(/Failed to load resource/);
  const hunt = new KeyHunt(KEY, 'provider.example');
  hunt.follow(context);
  await openApp(page);
  const rows = Array.from({ length: 40 }, (_, i) => `p${i},${KEY},base,${i % 3 ? 1 : 0}`);
  const content = `prompt_id,model,baseline,preference\n${rows.join('\n')}\n`;
  await dropFiles(page, [{ name: 'battles.csv', content }]);
  await expect(page.getByRole('contentinfo')).toContainText('Ranking ✓');
  for (const [name, exported] of await takenExports(page)) hunt.look(`export: ${name}`, exported);
  expect(hunt.found).toEqual(
    expect.arrayContaining([
      'export: Export the leaderboard, Data (CSV)',
      'export: Export the leaderboard, Picture (SVG)',
    ]),
  );

  await plantEverywhere(page, context, KEY);
  await hunt.search(page);
  const places = hunt.found.filter((place) => !place.startsWith('export'));
  expect(places).toEqual(
    [
      'Cache Storage',
      'IndexedDB, battleBlocks',
      'IndexedDB, sizes',
      'IndexedDB, stages',
      'IndexedDB, vectors',
      'a field of the page',
      `a header to ${new URL(page.url()).host}`,
      'a request’s address',
      'a request’s body',
      'console',
      'cookies',
      'history',
      'localStorage',
      'sessionStorage',
      'the page',
      'window.name',
    ].sort(),
  );
});
