import type { Vectors } from '../core/data';
import type { DeviceReport } from '../engine/embedder';
import type { EmbeddingChoice } from '../stages/vector-source';

/** Where vectors come from: a choice that computes them, or the file that they stood in. */
export type VectorOrigin = EmbeddingChoice | { readonly kind: 'file' };

/** Vectors that came from a file; the version tells one file's from another's. */
export interface GivenVectors {
  readonly version: string;
  readonly vectors: Vectors;
}

/** The vectors of all prompts with what tells them apart from others. */
export interface EmbeddedSet {
  readonly vectors: Vectors;
  readonly key: string;
  /** Content hash of each prompt's text. */
  readonly hashes: readonly string[];
}

/** What the vectors at hand were made with. */
export interface EmbeddingRecord {
  readonly origin: VectorOrigin;
  readonly key: string;
  /** Of each prompt; empty for a file's vectors. */
  readonly tokens: Int32Array;
  readonly maxTokens: number;
  readonly dim: number;
  /** On which device a model ran last. */
  readonly device: DeviceReport | null;
}

export function fileRecord({ vectors: { dim } }: GivenVectors, key: string): EmbeddingRecord {
  const tokens = new Int32Array(0);
  return { origin: { kind: 'file' }, key, tokens, maxTokens: 0, dim, device: null };
}

export function sameOrigin(a: VectorOrigin, b: VectorOrigin): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export function sameRecord(a: EmbeddingRecord, b: EmbeddingRecord): boolean {
  return (
    a.key === b.key &&
    a.tokens.length === b.tokens.length &&
    a.device === b.device &&
    sameOrigin(a.origin, b.origin)
  );
}

/** Prompts longer than the model reads; null where that is not known. */
export function overLimit({ tokens, maxTokens }: EmbeddingRecord): number | null {
  if (tokens.length === 0) return null;
  return tokens.reduce((sum, length) => sum + (length > maxTokens ? 1 : 0), 0);
}
