import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MODEL } from '../engine/embedding-model';
import { ortEncoder } from '../engine/encoder-ort';
import { localEmbedder, type TextEmbedder } from '../engine/text-embedder';

/**
 * The default model in Node, one thread: onnxruntime-web's threads need a browser's workers.
 * @param folder holds model.onnx, tokenizer.json and model.json, as set-up leaves them
 */
export async function nodeEmbedder(folder: string): Promise<TextEmbedder> {
  const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const encoder = await ortEncoder(
    readFileSync(join(folder, 'model.onnx')),
    json('tokenizer.json'),
    { device: 'wasm', threads: 1 },
  );
  const { prefix, maxTokens } = DEFAULT_MODEL;
  return localEmbedder(encoder, json('model.json'), { prefix, maxTokens, longTexts: 'truncate' });
}
