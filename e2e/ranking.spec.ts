import { dropFiles, expect, openApp, reloadKept, test } from './touchstone-test';

/** Wins of each model against `base` on 60 prompts of two categories; one row has no verdict. */
const WINS = { good: 50, fair: 32, poor: 8 };
const ROWS = Object.entries(WINS).flatMap(([model, wins]) =>
  Array.from(
    { length: 60 },
    (_, i) => `p${i},${model},base,${(i * 37) % 60 < wins ? 1 : 0},${i % 2 ? 'odd' : 'even'},judge`,
  ),
);
const BATTLES = `prompt_id,model,baseline,preference,category,judge\n${ROWS.join('\n')}\np1,good,base,,odd,judge\n`;

test('judgments alone are ranked, filtered, taken away and brought back', async ({ page }) => {
  await openApp(page, '#/prompts');
  await dropFiles(page, [{ name: 'battles.csv', content: BATTLES }]);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('good is the best of 4 models, ahead of');
  const table = page.getByRole('region', { name: 'Leaderboard' });
  await expect(table.locator('tbody').getByRole('rowheader')).toHaveText([
    /good/,
    /fair/,
    /base/,
    /poor/,
  ]);
  await expect(page.getByRole('button', { name: '1 file · 1 left out' })).toBeVisible();

  await page.getByRole('application', { name: /Pairs of models/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/good is better than fair by [\d.]+ points/)).toBeVisible();

  await page.getByRole('button', { name: /Filter by category/ }).click();
  await page.getByRole('checkbox', { name: /odd/ }).check();
  await expect(page.getByText(/90 battles of 180 on 30 prompts/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Clear/ }).click();

  await page.getByRole('tab', { name: 'Categories' }).click();
  await expect(page.getByRole('region', { name: 'Win rates' })).toContainText('even');

  await page.getByRole('tab', { name: 'Leaderboard' }).click();
  await page.getByRole('button', { name: '1 file · 1 left out' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 without a verdict');
  await page.getByRole('button', { name: 'Remove battles.csv' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(heading).toContainText('good is the best of 4 models');

  await reloadKept(page);
  await expect(heading).toContainText('good is the best of 4 models');
});
