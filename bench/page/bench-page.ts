import { chromium, type Page } from '@playwright/test';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, type UserConfig } from 'vite';
import { findBrowser } from '../../scripts/browser.mjs';
import { ensureModel } from '../../scripts/model.mjs';
import { SECURITY_HEADERS } from '../../scripts/security-headers';
import { modelAndRuntimeAssets } from '../../scripts/vite-assets';
import site from '../../vite.config';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

/** The form in which transformers.js wants the model. */
function addPeerModel(site: string, model: string): void {
  const folder = join(site, 'peer', 'all-MiniLM-L6-v2');
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  copyFileSync(join(model, 'model.onnx'), join(folder, 'onnx', 'model.onnx'));
  copyFileSync(join(model, 'tokenizer.json'), join(folder, 'tokenizer.json'));
  const write = (name: string, value: object) =>
    writeFileSync(join(folder, name), JSON.stringify(value));
  write('tokenizer_config.json', {
    tokenizer_class: 'BertTokenizer',
    model_max_length: 256,
    pad_token: '[PAD]',
    cls_token: '[CLS]',
    sep_token: '[SEP]',
    unk_token: '[UNK]',
  });
  write('config.json', { model_type: 'bert', architectures: ['BertModel'], hidden_size: 384 });
}

export interface BenchPage {
  readonly page: Page;
  /** Folder of the served site: what is written here can be fetched. */
  readonly folder: string;
  /** Addresses outside the site that the page asked for. */
  readonly foreign: readonly string[];
}

/** Builds the benchmark page with the site's own settings and opens it, isolated and under the site's policy. */
export async function withBenchPage<T>(
  run: (opened: BenchPage) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const model = await ensureModel(CACHE);
  if (!model.available) throw new Error(model.reason);
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No browser: install Chromium or Chrome.');
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  const { resolve, worker } = site as UserConfig;
  const config: UserConfig = { root: ROOT, base: './', resolve, worker, logLevel: 'warn' };
  try {
    await build({
      ...config,
      configFile: false,
      plugins: [modelAndRuntimeAssets()],
      build: { outDir: folder, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 2000 },
    });
    addPeerModel(folder, model.dir);
    const server = await preview({
      ...config,
      configFile: false,
      build: { outDir: folder },
      preview: { headers: SECURITY_HEADERS, port: 4321 },
    });
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...flags] });
    try {
      const page = await browser.newPage();
      const foreign: string[] = [];
      const address = server.resolvedUrls!.local[0];
      page.on('request', (request) => {
        if (/^http/.test(request.url()) && !request.url().startsWith(address))
          foreign.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error') console.error(message.text());
      });
      await page.goto(address);
      await page.waitForFunction(() => 'bench' in window);
      return await run({ page, folder, foreign });
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
