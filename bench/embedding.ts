import { readFileSync } from 'node:fs';
import { sharedPath } from '../src/core/testing/shared';
import { machine, printFigures } from './figures';
import { withBenchPage } from './page/bench-page';
import type {} from './page/bench';
import { float32 } from './page/float32';
import { leastCosine } from './page/least-cosine';

const ROUNDS = 2;
const MIN_RATIO = 3;
const MIN_COSINE = 0.999;

/**
 * Our embedder against transformers.js's plain pipeline (batches of 16 in file order), both on WASM
 * with the same threads, model and token limit, in turn in one Chromium; the faster round of each.
 * @param args number of prompts, of the 500
 */
export async function run(args: string[]): Promise<void> {
  const prompts = sharedPath('data/prompts/arena-hard-v0.1.jsonl');
  const fixture = sharedPath('fixtures/embeddings-minilm-64.json');
  if (!prompts || !fixture) {
    console.log('embedding: skipped, as ../shared is not there.');
    return;
  }
  const lines = readFileSync(prompts, 'utf8').split('\n').filter(Boolean);
  const texts = lines
    .slice(0, Number(args[0] ?? lines.length))
    .map((line): string => JSON.parse(line).prompt);
  const reference: number[][] = JSON.parse(readFileSync(fixture, 'utf8')).vectors;
  console.log(machine());
  await withBenchPage(async ({ page, foreign }) => {
    const own = [];
    const peer = [];
    for (let round = 0; round < ROUNDS; round++) {
      own.push(await page.evaluate((all) => window.bench.embed(all, 'auto'), texts));
      peer.push(await page.evaluate((all) => window.bench.embedWithPipeline(all), texts));
    }
    const rate = (runs: readonly { readonly seconds: number }[]) =>
      texts.length / Math.min(...runs.map(({ seconds }) => seconds));
    const quality = (run: { readonly vectors: string }) =>
      leastCosine(float32(run.vectors), reference);
    const { device, threads, reason } = own[0].report!;
    printFigures(`embedding: ${texts.length} prompts, ${device}, ${threads} threads. ${reason}`, [
      { what: 'touchstone', value: rate(own), unit: 'prompts/s', digits: 1 },
      { what: 'transformers.js pipeline', value: rate(peer), unit: 'prompts/s', digits: 1 },
      { what: 'ratio', value: rate(own) / rate(peer), unit: 'times', atLeast: MIN_RATIO },
      { what: 'least cosine to fp32', value: quality(own[0]), digits: 5, atLeast: MIN_COSINE },
      { what: 'the same of the pipeline', value: quality(peer[0]), digits: 5 },
      { what: 'requests to other hosts', value: foreign.length, digits: 0, atMost: 0 },
    ]);
  });
}
