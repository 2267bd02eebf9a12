import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './touchstone-test';

const COLOURS = ['light', 'dark'] as const;

/** No rule of axe is broken on what is seen now, in light and dark. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of COLOURS) {
    await test.step(`${what}, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
      );
      expect(found, `${what}, ${colorScheme}`).toEqual([]);
    });
  }
}
