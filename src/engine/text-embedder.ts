import type { EmbeddedTexts, Encoder, TextSettings } from './encoder';
import { encodeTexts } from './encoder';
import { vectorKey, type ModelIdentity } from './embedding-model';

/** Turns texts into vectors: a worker on the page, this thread in Node, or an endpoint. */
export interface TextEmbedder {
  /** Under which its vectors are stored. */
  readonly key: string;
  /** Longer texts are cut or averaged. In tokens; an endpoint, which has a tokenizer of its own, counts characters. */
  readonly maxTokens: number;
  /** @param signal stops a request under way; a model's run is stopped by closing its worker */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<EmbeddedTexts>;
  /** Tokens (or characters, as above) of each text before any cut. */
  countTokens(texts: readonly string[]): Promise<Int32Array>;
}

/** An embedder on this thread: Node's, as a page would freeze. */
export function localEmbedder(
  encoder: Encoder,
  identity: ModelIdentity,
  settings: TextSettings,
): TextEmbedder {
  return {
    key: vectorKey(identity, settings),
    maxTokens: settings.maxTokens,
    embed: (texts) => encodeTexts(encoder, texts, settings),
    countTokens: async (texts) =>
      Int32Array.from(texts, (text) => encoder.tokenize(settings.prefix + text).length),
  };
}
