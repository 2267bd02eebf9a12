import type { OnProgress } from '../src/core/data';
import { fetchModel, type ModelSource } from '../src/engine/embedding-model';
import { encodeTexts, type EmbeddedTexts, type Encoder } from '../src/engine/encoder';
import type { TextSettings } from '../src/engine/encoder';
import { ortEncoder } from '../src/engine/encoder-ort';
import { transformersEncoder } from '../src/engine/encoder-transformers';
import type { OrtSettings } from '../src/engine/ort-runtime';
import { handOver, serve } from '../src/engine/serve';

let encoder: Encoder;

const api = {
  /** Once, before the rest. A site model's folder is a whole address. */
  async load(source: ModelSource, settings: OrtSettings, onProgress: OnProgress): Promise<void> {
    if (source.from === 'hub') {
      encoder = await transformersEncoder(source, settings, onProgress);
    } else {
      const { model, tokenizer } = await fetchModel(source.folder);
      encoder = await ortEncoder(model, tokenizer, settings);
    }
  },
  async embed(texts: readonly string[], settings: TextSettings): Promise<EmbeddedTexts> {
    const embedded = await encodeTexts(encoder, texts, settings);
    return handOver(embedded, [embedded.vectors.data.buffer, embedded.tokens.buffer]);
  },
  countTokens: (texts: readonly string[]): Int32Array =>
    Int32Array.from(texts, (text) => encoder.tokenize(text).length),
};

export type EmbedApi = typeof api;
serve(api);
