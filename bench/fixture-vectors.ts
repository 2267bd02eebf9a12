import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readVectorFile } from '../src/cli/vector-file';
import { sharedPath } from '../src/core/testing/shared';
import { machine, printFigures, type Figure } from './figures';
import { withBenchPage } from './page/bench-page';
import type {} from './page/bench';
import { float32 } from './page/float32';
import { leastCosine } from './page/least-cosine';

const MIN_COSINE = 0.999;
/** WebGPU on the processor takes about ten seconds a prompt. */
const SOFTWARE_GPU_PROMPTS = 2;
const CLI = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url));

/** Vectors of the first 64 Arena-Hard prompts against the fp32 reference: Chromium, command line, software WebGPU. */
export async function run(): Promise<void> {
  const prompts = sharedPath('data/prompts/arena-hard-v0.1.jsonl');
  const fixture = sharedPath('fixtures/embeddings-minilm-64.json');
  if (!prompts || !fixture) {
    console.log('fixture-vectors: skipped, as ../shared is not there.');
    return;
  }
  const reference: number[][] = JSON.parse(readFileSync(fixture, 'utf8')).vectors;
  const lines = readFileSync(prompts, 'utf8').split('\n').slice(0, reference.length);
  const texts = lines.map((line): string => JSON.parse(line).prompt);
  console.log(machine());
  const figure = (place: string, vectors: Float32Array, device = 'wasm'): Figure => ({
    what: `${place} (${vectors.length / reference[0].length} prompts, ${device})`,
    value: leastCosine(vectors, reference),
    digits: 5,
    atLeast: MIN_COSINE,
  });
  const figures = [figure('Command line', commandLine(lines))];
  await withBenchPage(
    async ({ page }) => {
      const embed = async (count: number, device: 'wasm' | 'webgpu') => {
        const { report, vectors } = await page.evaluate(
          ([part, wanted]) => window.bench.embed(part, wanted),
          [texts.slice(0, count), device] as const,
        );
        if (report!.device !== device) console.log(`No WebGPU was used: ${report!.reason}`);
        figures.push(figure('Chromium', float32(vectors), report!.device));
      };
      await embed(texts.length, 'wasm');
      await embed(SOFTWARE_GPU_PROMPTS, 'webgpu');
    },
    ['--enable-unsafe-webgpu'],
  );
  printFigures('fixture-vectors: least cosine to the fp32 reference', figures);
}

function commandLine(lines: readonly string[]): Float32Array {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  try {
    const [input, output] = [join(folder, 'prompts.jsonl'), join(folder, 'vectors.npy')];
    writeFileSync(input, lines.join('\n'));
    execFileSync(process.execPath, [CLI, 'embed', input, '--out', output], { stdio: 'pipe' });
    return readVectorFile(output, null).data;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
