import { TOPIC_JSONL, TOPIC_PROMPTS } from './obvious-topics';
import { dropFiles, expect, openApp, test } from './touchstone-test';

test('a dropped file becomes a named, clustered map', async ({ page }) => {
  await openApp(page);
  await dropFiles(page, [{ name: 'topics.jsonl', content: TOPIC_JSONL }]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `${TOPIC_PROMPTS.length} prompts`,
  );
  await expect(page.locator('.status')).toContainText('Names ✓', { timeout: 120_000 });
  await page.getByRole('link', { name: /^Map/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/[2-9] clusters/);
});
