import { readFileSync } from 'node:fs';
import { sharedPath } from '../src/core/testing/shared';
import { cosine } from '../src/core/vectors/cosine';
import { withBenchPage } from './page/bench-page';
import type {} from './page/bench';

const DIM = 384;

function leastCosine(vectors: readonly number[], others: readonly (readonly number[])[]): number {
  return Math.min(
    ...others.map((other, row) => cosine(vectors.slice(row * DIM, (row + 1) * DIM), other)),
  );
}

/**
 * Our embedder against transformers.js's plain pipeline (batches of 16 in file order), both on WASM
 * with the same threads, model and token limit, one after the other in one Chromium.
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
    .map((line) => JSON.parse(line).prompt);
  const reference: number[][] = JSON.parse(readFileSync(fixture, 'utf8')).vectors;
  await withBenchPage(async ({ page, foreign }) => {
    const own = await page.evaluate((all) => window.bench.embed(all, 'auto'), texts);
    const peer = await page.evaluate((all) => window.bench.embedWithPipeline(all), texts);
    const rate = ({ seconds }: { seconds: number }) => texts.length / seconds;
    const checked = reference.slice(0, texts.length);
    console.log(
      `embedding: ${texts.length} prompts, ${own.report!.device}, ${own.report!.threads} threads. ${own.report!.reason}`,
    );
    console.log(`  touchstone       ${rate(own).toFixed(1)} prompts/s`);
    console.log(`  transformers.js  ${rate(peer).toFixed(1)} prompts/s`);
    console.log(`  ratio            ${(rate(own) / rate(peer)).toFixed(2)} (target 3)`);
    console.log(
      `  least cosine to the fp32 reference: ${leastCosine(own.vectors, checked).toFixed(5)}, peer ${leastCosine(peer.vectors, checked).toFixed(5)}`,
    );
    console.log(`  requests to other hosts: ${foreign.length}`);
  });
}
