import type { EmbeddedTexts, Encoder, TextSettings } from './encoder';
import { encodeTexts } from './encoder';
import { vectorKey, type ModelIdentity } from './embedding-model';

/** Turns texts into vectors: a worker on the page, this thread in Node, or an endpoint. */
export interface TextEmbedder {
  /** Under which its vectors are stored. */
  readonly key: string;
  /** Texts with more tokens are cut or averaged; Infinity where the limit is not known. */
  readonly maxTokens: number;
  embed(texts: readonly string[]): Promise<EmbeddedTexts>;
  /** Tokens of each text before any cut. */
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
