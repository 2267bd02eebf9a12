import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureModel } from '../../scripts/model.mjs';
import { TouchstoneError, type Progress } from '../core/data';
import { writeNpy } from '../core/vectors/npy';
import { readPromptFile } from '../readers/prompt-file';
import { embedPrompts, openedSource, type VectorStore } from '../stages/embed';
import type { Command } from './command';
import { openInput } from './input-file';
import { nodeEmbedder } from './node-embedder';

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

/** Nothing is kept between runs: the output file is the store. */
const NO_STORE: VectorStore = {
  load: async (_key, hashes) => hashes.map(() => null),
  save: async () => {},
};

function showProgress({ done, total }: Progress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} prompts`);
}

export const command: Command = {
  purpose: 'vectors of a prompt file: one row a prompt, repeated prompts once',
  usage: 'embed PROMPTS --out VECTORS.npy',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { out: { type: 'string' } },
      allowPositionals: true,
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0 || values.out === undefined) {
      throw new TouchstoneError('usage', `Give one prompt file: npx touchstone ${command.usage}`);
    }
    const { prompts, errors, merged } = await readPromptFile(await openInput(path), basename(path));
    for (const { row, reason } of errors) console.error(`${path}, row ${row}: ${reason}`);
    const model = await ensureModel(CACHE);
    if (!model.available) throw new TouchstoneError('no-model', model.reason);
    const embedder = await nodeEmbedder(model.dir);
    const started = performance.now();
    const { vectors, overLimit } = await embedPrompts(
      prompts.map(({ text }) => text),
      { source: openedSource(embedder), store: NO_STORE },
      { onProgress: showProgress },
    );
    writeFileSync(values.out, writeNpy(vectors));
    const seconds = (performance.now() - started) / 1000;
    console.error(
      `${process.stderr.isTTY ? '\r' : ''}${values.out}: ${vectors.count} × ${vectors.dim} in ${seconds.toFixed(1)} s; ` +
        `${overLimit} prompts cut at ${embedder.maxTokens} tokens, ${merged} repeated rows merged.`,
    );
  },
};
