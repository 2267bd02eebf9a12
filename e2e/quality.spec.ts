import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, expect, openApp, reloadKept, test } from './touchstone-test';

const MODELS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const table = (half: number, names: readonly string[] = MODELS) =>
  [
    'model,score,lower,upper',
    ...names.map(
      (model, i) => `${model},${90 - 10 * i},${90 - 10 * i - half},${90 - 10 * i + half}`,
    ),
  ].join('\n');

/** Judgments of two judges, the second of which always favours the answer shown first. */
function judgments(): string {
  const lines: string[] = [];
  for (let prompt = 0; prompt < 60; prompt++) {
    for (const [m, model] of MODELS.slice(0, 4).entries()) {
      const better = (prompt * 7 + m * 3) % 10 < 8 - 2 * m;
      const fair = better ? ['B>A', 'A>B'] : ['A>B', 'B>A'];
      for (const [judge, labels] of [
        ['fair', fair],
        ['first', ['A>B', 'A>B']],
      ] as const) {
        const games = labels.map((score) => ({ score, judgment: { answer: '' } }));
        const head = { uid: `p${prompt}`, category: prompt % 2 ? 'law' : 'code', judge, model };
        lines.push(JSON.stringify({ ...head, baseline: 'epsilon', games }));
      }
    }
  }
  return lines.join('\n');
}

const headline = (page: Page) => page.getByRole('heading', { level: 1 });
const violations = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations;

test('benchmarks are measured against a reference, names matched, and all of it is kept', async ({
  page,
}) => {
  await openApp(page);
  const renamed = ['alpha', 'beta', 'gamma', 'delta', 'org/Epsilon'];
  await dropFiles(page, [
    { name: 'reference.csv', content: table(1) },
    { name: 'sharp.csv', content: table(2, renamed) },
    { name: 'blunt.csv', content: table(12) },
  ]);
  await expect(headline(page)).toHaveText(
    /^sharp tells 100\.0 % of the pairs of 4 models apart and agrees with reference on 100\.0 % of the 6 that it separates; blunt tells 16\.7 % apart/,
  );
  await page.getByRole('button', { name: 'is epsilon?' }).click();
  await expect(headline(page)).toContainText('pairs of 5 models');
  await page.getByLabel('Prompts per model of sharp').fill('500');
  await page.getByLabel('Prompts per model of sharp').press('Enter');
  await expect(page.getByRole('row', { name: /^Prompts per model/ })).toContainText('500');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: /^Prompts per model/ })).not.toContainText('500');
  expect(await violations(page)).toEqual([]);
  await reloadKept(page);
  await expect(headline(page)).toContainText('pairs of 5 models');
});

test('judges are compared, and prompts planned, from one file', async ({ page }) => {
  await openApp(page);
  await dropFiles(page, [{ name: 'judgments.jsonl', content: judgments() }]);
  await expect(page.locator('.status')).toContainText('Ranking ✓');
  await page.goto('./#/ranking/judges');
  await expect(headline(page)).toContainText('fair tells');
  await expect(page.getByText(/^fair and first agree softly on/)).toBeVisible();
  await expect(
    page.getByText(/first favours the answer shown first: it wins 100\.0 %/),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.goto('./#/ranking/planning');
  await expect(headline(page)).toContainText('of the pairs apart');
  await expect(page.getByRole('row', { name: /^law/ })).toContainText('30');
  expect(await violations(page)).toEqual([]);
});

test('leaderboards by category come in by the button, and a file’s score can be chosen', async ({
  page,
}) => {
  await openApp(page);
  await dropFiles(page, [{ name: 'reference.csv', content: table(1) }]);
  const csv = (name: string, lines: readonly string[]) => ({
    ...{ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) },
  });
  await page
    .getByLabel('Files of leaderboards')
    .setInputFiles([
      csv('wide.csv', ['model,law,maths', ...MODELS.map((model, i) => `${model},${90 - i},${i}`)]),
      csv('alpaca.csv', [
        'model,win_rate,length_controlled_winrate',
        ...MODELS.map((model, i) => `${model},${i},${90 - i}`),
      ]),
    ]);
  await expect(page.getByLabel('Show wide: law')).toBeChecked();
  await expect(page.getByLabel('Show wide: maths')).not.toBeChecked();
  const agreement = page.getByRole('row', { name: /^Spearman/ });
  await expect(agreement).toContainText(/[-−]1\.000/);
  await page.getByLabel('Score of alpaca').selectOption('length_controlled_winrate');
  await expect(agreement).not.toContainText(/[-−]1\.000/);
});

test('judgments that name no baseline are read against the one that is given', async ({ page }) => {
  await openApp(page);
  const lines = Array.from({ length: 40 }, (_, p) =>
    MODELS.slice(0, 2).map((model, m) =>
      JSON.stringify({
        ...{ question_id: `p${p}`, model, judge: 'j' },
        games: [{ score: (p + m) % 3 ? 'B>>A' : 'A>B', judgment: '' }],
      }),
    ),
  );
  await dropFiles(page, [{ name: 'v01.jsonl', content: lines.flat().join('\n') }]);
  const dialog = page.getByRole('dialog', { name: 'Arena-Hard judgments' });
  await dialog.getByLabel(/^Baseline/).fill('the-baseline');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Read' }).click();
  await expect(page.locator('.status')).toContainText('Ranking ✓');
  await expect(page.getByRole('main')).toContainText('the-baseline');
  await expect(page.getByRole('main')).not.toContainText('gpt-4-0314');
});
