import type { Vectors } from '../core/data';
import { contentHash } from '../core/prompts/content-hash';
import { seededRandom, shuffle } from '../core/random';
import type { Control } from '../engine/control';
import type { TextEmbedder } from '../engine/text-embedder';

/** Keeps vectors by the embedder's key and the text's hash; IndexedDB on the page. */
export interface VectorStore {
  /** In the order of `hashes`; null where there is none. */
  load(key: string, hashes: readonly string[]): Promise<(Float32Array | null)[]>;
  save(
    key: string,
    entries: readonly { readonly hash: string; readonly vector: Float32Array }[],
  ): Promise<void>;
}

export interface EmbedServices {
  readonly embedder: TextEmbedder;
  readonly store: VectorStore;
}

export interface EmbeddedPrompts {
  /** Unit rows in the order of the texts. */
  readonly vectors: Vectors;
  /** Tokens of each text before any cut. */
  readonly tokens: Int32Array;
  /** Texts above the embedder's token limit. */
  readonly overLimit: number;
  /** Vectors that were in the store already. */
  readonly reused: number;
  /** Under which the vectors are stored. */
  readonly key: string;
}

/** What is lost when the page closes: one or two seconds of work. */
const SLICE_TEXTS = 64;
const SLICE_CHARACTERS = 48_000;
const LOAD_AT_ONCE = 2_000;

interface Text {
  readonly text: string;
  readonly hash: string;
  /** All rows with this text. */
  readonly rows: number[];
}

function distinctTexts(texts: readonly string[]): Text[] {
  const byHash = new Map<string, Text>();
  texts.forEach((text, row) => {
    const hash = contentHash(text);
    const known = byHash.get(hash);
    if (known) known.rows.push(row);
    else byHash.set(hash, { text, hash, rows: [row] });
  });
  return [...byHash.values()];
}

/** Neighbours in length together, for little padding; in shuffled order, so that rate and time left hold. */
function slices(texts: readonly Text[]): Text[][] {
  const sorted = [...texts].sort((a, b) => a.text.length - b.text.length);
  const all: Text[][] = [];
  let characters = Infinity;
  for (const each of sorted) {
    const last = all.at(-1);
    if (!last || last.length >= SLICE_TEXTS || characters + each.text.length > SLICE_CHARACTERS) {
      all.push([each]);
      characters = each.text.length;
    } else {
      last.push(each);
      characters += each.text.length;
    }
  }
  return shuffle(all, seededRandom(1));
}

/**
 * Vectors of texts: the stored ones, and the others computed and stored slice by slice. An abort
 * stops after the running slice is stored; calling again goes on from there.
 * @param control progress in texts, the stored ones done from the start
 * @throws the abort's reason; what the embedder or the store throws
 */
export async function embedPrompts(
  texts: readonly string[],
  { embedder, store }: EmbedServices,
  { signal, onProgress }: Control = {},
): Promise<EmbeddedPrompts> {
  const { key, maxTokens } = embedder;
  const tokens = new Int32Array(texts.length);
  const found: (Float32Array | null)[] = [];
  const distinct = distinctTexts(texts);
  for (let at = 0; at < distinct.length; at += LOAD_AT_ONCE) {
    signal?.throwIfAborted();
    const part = distinct.slice(at, at + LOAD_AT_ONCE);
    found.push(
      ...(await store.load(
        key,
        part.map(({ hash }) => hash),
      )),
    );
  }

  let dim = found.find((vector) => vector !== null)?.length ?? 0;
  let data = new Float32Array(texts.length * dim);
  let done = 0;
  const place = ({ rows }: Text, vector: Float32Array, length: number): void => {
    for (const row of rows) {
      data.set(vector, row * dim);
      tokens[row] = length;
    }
    done += rows.length;
  };

  const stored = distinct.filter((_, index) => found[index]);
  const missing = distinct.filter((_, index) => !found[index]);
  const counts = await embedder.countTokens(stored.map(({ text }) => text));
  const vectors = found.filter((vector) => vector !== null);
  stored.forEach((each, index) => place(each, vectors[index], counts[index]));
  const reused = done;
  onProgress?.({ done, total: texts.length });

  for (const slice of slices(missing)) {
    signal?.throwIfAborted();
    const embedded = await embedder.embed(slice.map(({ text }) => text));
    if (dim === 0) {
      dim = embedded.vectors.dim;
      data = new Float32Array(texts.length * dim);
    }
    const entries = slice.map(({ hash }, index) => ({
      hash,
      vector: embedded.vectors.data.slice(index * dim, (index + 1) * dim),
    }));
    await store.save(key, entries);
    slice.forEach((each, index) => place(each, entries[index].vector, embedded.tokens[index]));
    onProgress?.({ done, total: texts.length });
  }
  return {
    vectors: { data, count: texts.length, dim },
    tokens,
    overLimit: tokens.reduce((sum, count) => sum + (count > maxTokens ? 1 : 0), 0),
    reused,
    key,
  };
}
