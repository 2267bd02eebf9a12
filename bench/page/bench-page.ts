import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InlineConfig, UserConfig } from 'vite';
import { modelAndRuntimeAssets } from '../../scripts/vite-assets';
import site from '../../vite.config';
import { withBuiltSite, type Opened } from './browser';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** The form in which transformers.js wants the model. */
function addPeerModel(folder: string, model: string): void {
  const peer = join(folder, 'peer', 'all-MiniLM-L6-v2');
  mkdirSync(join(peer, 'onnx'), { recursive: true });
  copyFileSync(join(model, 'model.onnx'), join(peer, 'onnx', 'model.onnx'));
  copyFileSync(join(model, 'tokenizer.json'), join(peer, 'tokenizer.json'));
  const write = (name: string, value: object) =>
    writeFileSync(join(peer, name), JSON.stringify(value));
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

/** Builds the benchmark page with the site's own settings and opens it, isolated and under the site's policy. */
export function withBenchPage<T>(
  run: (opened: Opened) => Promise<T>,
  flags: readonly string[] = [],
): Promise<T> {
  const { resolve, worker } = site as UserConfig;
  const config: InlineConfig = {
    configFile: false,
    root: ROOT,
    base: './',
    resolve,
    worker,
    plugins: [modelAndRuntimeAssets()],
    build: { target: 'es2023', chunkSizeWarningLimit: 2000 },
  };
  return withBuiltSite({ config, prepare: addPeerModel, flags }, async (opened) => {
    await opened.page.goto(opened.address);
    await opened.page.waitForFunction(() => 'bench' in window);
    return run(opened);
  });
}
