import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { writeNpy } from '../src/core/vectors/npy';
import { readPromptFile } from '../src/readers/prompt-file';
import { withBenchPage } from './page/bench-page';
import type {} from './page/bench';
import { float32 } from './page/float32';

/**
 * Vectors of a prompt file, computed in Chromium with all its threads: the input of the benchmarks
 * at scale, two to three times as fast as `npx touchstone embed`, which has one thread.
 * @param args `PROMPTS --out V.npy`
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: { out: { type: 'string' } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (!path || !existsSync(path) || !values.out) {
    console.log('vectors: give a prompt file and --out V.npy.');
    return;
  }
  const { prompts } = await readPromptFile(new Blob([readFileSync(path)]), basename(path));
  const texts = prompts.map(({ text }) => text);
  await withBenchPage(async ({ page }) => {
    const { report, seconds, vectors } = await page.evaluate(
      (all) => window.bench.embed(all, 'auto'),
      texts,
    );
    const data = float32(vectors);
    const dim = data.length / texts.length;
    writeFileSync(values.out!, writeNpy({ data, count: texts.length, dim }));
    console.log(
      `${values.out}: ${texts.length} × ${dim}, ${report!.device}, ${report!.threads} threads, ` +
        `${seconds.toFixed(0)} s (${(texts.length / seconds).toFixed(1)} prompts/s)`,
    );
  });
}
