import type { Vectors } from '../core/data';
import { seededRandom, shuffle } from '../core/random';
import type { Control } from '../engine/control';
import type { TextEmbedder } from '../engine/text-embedder';
import { textHashes } from './text-hashes';
import { VectorRows } from './vector-rows';

/** Keeps vectors by the embedder's key and the text's hash; IndexedDB on the page. */
export interface VectorStore {
  /** In the order of `hashes`; null where there is none. */
  load(key: string, hashes: readonly string[]): Promise<(Float32Array | null)[]>;
  save(
    key: string,
    entries: readonly { readonly hash: string; readonly vector: Float32Array }[],
  ): Promise<void>;
}

/** What makes vectors; a model is loaded only where one is missing. */
export interface VectorSource {
  /** Under which the vectors are stored. */
  readonly key: string;
  readonly maxTokens: number;
  /** A key whose vectors hold here too for texts within the limit: how longer ones are treated is all that differs. */
  readonly shortTextKey?: string;
  open(control: Control): Promise<TextEmbedder>;
}

/** A source that is there already. */
export function openedSource(embedder: TextEmbedder): VectorSource {
  return { key: embedder.key, maxTokens: embedder.maxTokens, open: async () => embedder };
}

export interface EmbedServices {
  readonly source: VectorSource;
  readonly store: VectorStore;
}

export interface EmbeddedPrompts {
  /** Unit rows in the order of the texts. */
  readonly vectors: Vectors;
  /** Content hash of each text. */
  readonly hashes: readonly string[];
  /** Length of each text before any cut, in the source's tokens. */
  readonly tokens: Int32Array;
  /** Texts above the source's limit. */
  readonly overLimit: number;
  /** Different texts whose vectors were in the store already. */
  readonly reused: number;
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

function distinctTexts(texts: readonly string[], hashes: readonly string[]): Text[] {
  const byHash = new Map<string, Text>();
  texts.forEach((text, row) => {
    const hash = hashes[row];
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

async function loadAll(
  store: VectorStore,
  key: string,
  texts: readonly Text[],
  signal?: AbortSignal,
): Promise<(Float32Array | null)[]> {
  const found: (Float32Array | null)[] = [];
  for (let at = 0; at < texts.length; at += LOAD_AT_ONCE) {
    signal?.throwIfAborted();
    const hashes = texts.slice(at, at + LOAD_AT_ONCE).map(({ hash }) => hash);
    found.push(...(await store.load(key, hashes)));
  }
  return found;
}

/** How many different texts have no stored vector under the key. */
export async function countMissing(
  texts: readonly string[],
  key: string,
  store: VectorStore,
): Promise<number> {
  const distinct = distinctTexts(texts, await textHashes(texts));
  const found = await loadAll(store, key, distinct);
  return found.filter((vector) => vector === null).length;
}

interface Counted {
  readonly text: Text;
  readonly tokens: number;
}

/** Texts within the limit whose vectors stand under the other key; they are stored under this one too. */
async function borrowShort(
  texts: readonly Counted[],
  { source: { key, maxTokens, shortTextKey }, store }: EmbedServices,
  signal?: AbortSignal,
): Promise<(Counted & { readonly vector: Float32Array })[]> {
  if (shortTextKey === undefined) return [];
  const short = texts.filter(({ tokens }) => tokens <= maxTokens);
  const others = await loadAll(
    store,
    shortTextKey,
    short.map(({ text }) => text),
    signal,
  );
  const borrowed = short.flatMap((each, index) => {
    const vector = others[index];
    return vector ? [{ ...each, vector }] : [];
  });
  for (let at = 0; at < borrowed.length; at += LOAD_AT_ONCE) {
    const part = borrowed.slice(at, at + LOAD_AT_ONCE);
    await store.save(
      key,
      part.map(({ text: { hash }, vector }) => ({ hash, vector })),
    );
  }
  return borrowed;
}

/**
 * Vectors of texts: the stored ones, and the others computed and stored slice by slice. An abort
 * stops after the running slice is stored; calling again goes on from there.
 * @param control progress in texts, the stored ones done from the start
 * @param known tokens of the first texts, from an earlier run: they need not be counted again
 * @throws {TouchstoneError} `vector-length`; the abort's reason; what the source or the store throws
 */
export async function embedPrompts(
  texts: readonly string[],
  services: EmbedServices,
  { signal, onProgress }: Control = {},
  known: Int32Array = new Int32Array(0),
): Promise<EmbeddedPrompts> {
  const { source, store } = services;
  const hashes = await textHashes(texts, signal);
  const distinct = distinctTexts(texts, hashes);
  const found = await loadAll(store, source.key, distinct, signal);
  const rows = new VectorRows(texts.length);
  let opened: Promise<TextEmbedder> | null = null;
  const embedder = () => (opened ??= source.open({ signal }));
  const count = async (those: readonly Text[]): Promise<Counted[]> => {
    const lengths = those.every(({ rows: [row] }) => known[row] > 0)
      ? those.map(({ rows: [row] }) => known[row])
      : await (await embedder()).countTokens(those.map(({ text }) => text));
    return those.map((text, index) => ({ text, tokens: lengths[index] }));
  };

  const vectors = found.filter((vector) => vector !== null);
  const stored = await count(distinct.filter((_, index) => found[index]));
  stored.forEach(({ text, tokens }, index) => rows.place(text.rows, vectors[index], tokens));

  let missing = distinct.filter((_, index) => !found[index]);
  if (source.shortTextKey !== undefined && missing.length > 0) {
    const borrowed = await borrowShort(await count(missing), services, signal);
    for (const { text, tokens, vector } of borrowed) rows.place(text.rows, vector, tokens);
    const held = new Set(borrowed.map(({ text }) => text));
    missing = missing.filter((text) => !held.has(text));
  }
  onProgress?.({ done: rows.done, total: texts.length });

  for (const slice of slices(missing)) {
    signal?.throwIfAborted();
    const model = await embedder();
    const { vectors: made, tokens } = await model.embed(
      slice.map(({ text }) => text),
      signal,
    );
    const entries = slice.map(({ hash }, index) => ({
      hash,
      vector: made.data.slice(index * made.dim, (index + 1) * made.dim),
    }));
    slice.forEach((text, index) => rows.place(text.rows, entries[index].vector, tokens[index]));
    await store.save(source.key, entries);
    onProgress?.({ done: rows.done, total: texts.length });
  }
  const { tokens } = rows;
  return {
    vectors: rows.vectors,
    hashes,
    tokens,
    overLimit: tokens.reduce((sum, length) => sum + (length > source.maxTokens ? 1 : 0), 0),
    reused: distinct.length - missing.length,
  };
}
