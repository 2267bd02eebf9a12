import { chromium, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, type InlineConfig } from 'vite';
import { findBrowser } from '../../scripts/browser.mjs';
import { ensureModel } from '../../scripts/model.mjs';
import { SECURITY_HEADERS } from '../../scripts/security-headers';

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

export interface Opened {
  readonly page: Page;
  readonly address: string;
  /** Folder of the served site: what is written here can be fetched. */
  readonly folder: string;
  /** Addresses outside the site that the page asked for. */
  readonly foreign: readonly string[];
}

export interface SiteBuild {
  readonly config: InlineConfig;
  /** Adds files to the built folder. */
  readonly prepare?: (folder: string, modelFolder: string) => void;
  readonly flags?: readonly string[];
}

/** Builds a site, serves it with the product's own headers, and gives an empty page of its origin. */
export async function withBuiltSite<T>(
  { config, prepare, flags = [] }: SiteBuild,
  run: (opened: Opened) => Promise<T>,
): Promise<T> {
  const model = await ensureModel(CACHE);
  if (!model.available) throw new Error(model.reason);
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser: install Chromium or Chrome.');
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  try {
    const output = { ...config.build, outDir: folder, emptyOutDir: true };
    await build({ ...config, logLevel: 'error', build: output });
    prepare?.(folder, model.dir);
    const server = await preview({
      ...config,
      build: { outDir: folder },
      preview: { headers: SECURITY_HEADERS, port: 0 },
    });
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...flags] });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      const foreign: string[] = [];
      const address = server.resolvedUrls!.local[0];
      page.on('request', (request) => {
        if (/^http/.test(request.url()) && !request.url().startsWith(address))
          foreign.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error') console.error(message.text());
      });
      return await run({ page, address, folder, foreign });
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
