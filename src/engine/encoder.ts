import { TouchstoneError, type Vectors } from '../core/data';
import { meanOfGroups, meanPool } from '../core/vectors/pooling';
import { tokenBatches, type BatchLimits } from '../core/vectors/token-batches';
import { tokenWindows, truncateTokens } from '../core/vectors/token-window';

/** One padded batch: row-major rows×length token ids, 0 and mask 0 where padded. */
export interface TokenBatch {
  readonly ids: BigInt64Array;
  readonly mask: BigInt64Array;
  readonly rows: number;
  readonly length: number;
}

/** A transformer with its tokenizer. */
export interface Encoder {
  /** Which batches run fastest on its device. */
  readonly batchLimits: BatchLimits;
  /** All token ids, with the special tokens at both ends. */
  tokenize(text: string): number[];
  /** The last hidden state, row-major rows×length×dim. */
  run(batch: TokenBatch): Promise<{ readonly hidden: Float32Array; readonly dim: number }>;
}

export interface TextSettings {
  /** Put before every text, as e5 models want: 'query: '. */
  readonly prefix: string;
  /** Tokens of one model run, special tokens included. */
  readonly maxTokens: number;
  /** What becomes of longer texts: cut, or the mean over all their windows. */
  readonly longTexts: 'truncate' | 'mean';
  /** How a text's vector comes from its tokens': their mean (the default), or the first one's. */
  readonly pooling?: Pooling;
}

export type Pooling = 'mean' | 'cls';

export interface EmbeddedTexts {
  /** Unit rows in the order of the texts. */
  readonly vectors: Vectors;
  /** Tokens of each text before any cut. */
  readonly tokens: Int32Array;
}

function padded(rows: readonly (readonly number[])[]): TokenBatch {
  const length = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * length);
  const mask = new BigInt64Array(rows.length * length);
  rows.forEach((row, index) => {
    row.forEach((id, at) => (ids[index * length + at] = BigInt(id)));
    mask.fill(1n, index * length, index * length + row.length);
  });
  return { ids, mask, rows: rows.length, length };
}

/** Pooled unit vectors of texts; the work of one call is one batch at a time, sorted by length. */
export async function encodeTexts(
  encoder: Encoder,
  texts: readonly string[],
  { prefix, maxTokens, longTexts, pooling = 'mean' }: TextSettings,
): Promise<EmbeddedTexts> {
  const sequences = texts.map((text) => encoder.tokenize(prefix + text));
  const windows: (readonly number[])[] = [];
  const textOf: number[] = [];
  sequences.forEach((sequence, text) => {
    const own =
      longTexts === 'mean'
        ? tokenWindows(sequence, maxTokens)
        : [truncateTokens(sequence, maxTokens)];
    windows.push(...own);
    textOf.push(...own.map(() => text));
  });
  const lengths = windows.map((window) => window.length);
  let data = new Float32Array(0);
  let dim = 0;
  for (const batch of tokenBatches(lengths, encoder.batchLimits)) {
    const input = padded(batch.map((window) => windows[window]));
    const output = await encoder.run(input);
    const pooled = meanPool(
      output.hidden,
      batch.map((window) => (pooling === 'cls' ? 1 : lengths[window])),
      input.length,
      output.dim,
    );
    if (dim === 0) {
      dim = pooled.dim;
      data = new Float32Array(windows.length * dim);
    }
    batch.forEach((window, row) =>
      data.set(pooled.data.subarray(row * dim, (row + 1) * dim), window * dim),
    );
  }
  if (!data.every(Number.isFinite)) {
    throw new TouchstoneError(
      'bad-vectors',
      'The embedding model returned numbers that are not finite. Choose another device in the settings.',
    );
  }
  return {
    vectors: meanOfGroups({ data, count: windows.length, dim }, textOf, texts.length),
    tokens: Int32Array.from(sequences, (sequence) => sequence.length),
  };
}
