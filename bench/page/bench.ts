import { openEmbedder, type DeviceReport, type DeviceSetting } from '../../src/engine/embedder';
import { DEFAULT_MODEL } from '../../src/engine/embedding-model';
import { findNeighbours } from '../../src/engine/neighbours';
import { threadCount } from '../../src/engine/ort-runtime';
import { embedPrompts, openedSource, type VectorStore } from '../../src/stages/embed';
import type { PeerReply, PeerRequest } from './transformers-pipeline';

const BASE = new URL('./', document.baseURI).href;
const NO_STORE: VectorStore = {
  load: async (_key, hashes) => hashes.map(() => null),
  save: async () => {},
};

export interface EmbeddingRun {
  readonly report: DeviceReport | null;
  readonly seconds: number;
  /** Row-major float32, as base64. */
  readonly vectors: string;
}

const BASE64_CHUNK_BYTES = 0x8000;

/** A result of millions of numbers crosses to Node as a string: as an array it would take minutes. */
function base64(numbers: Float32Array): string {
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += BASE64_CHUNK_BYTES)
    text += String.fromCharCode(...bytes.subarray(at, at + BASE64_CHUNK_BYTES));
  return btoa(text);
}

/** The time starts when the model is ready. */
async function embed(
  texts: readonly string[],
  device: DeviceSetting,
  model = DEFAULT_MODEL,
): Promise<EmbeddingRun> {
  const embedder = await openEmbedder(
    { model, device, maxTokens: 256, longTexts: 'truncate' },
    BASE,
  );
  const start = performance.now();
  const { vectors } = await embedPrompts(texts, {
    source: openedSource(embedder),
    store: NO_STORE,
  });
  const seconds = (performance.now() - start) / 1000;
  embedder.close();
  return { report: embedder.report, seconds, vectors: base64(vectors.data) };
}

/** The same model in transformers.js's own pipeline, as its documentation shows it. */
async function embedWithPipeline(texts: readonly string[]): Promise<EmbeddingRun> {
  const worker = new Worker(new URL('./transformers-pipeline.ts', import.meta.url), {
    type: 'module',
  });
  const reply = await new Promise<PeerReply>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<PeerReply>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    const request: PeerRequest = { texts, base: BASE, threads: threadCount() };
    worker.postMessage(request);
  });
  worker.terminate();
  if (reply.error) throw new Error(reply.error);
  return {
    report: null,
    seconds: reply.seconds,
    vectors: base64(Float32Array.from(reply.vectors)),
  };
}

export interface NeighbourRun {
  readonly seconds: number;
  readonly threads: number;
  readonly recall: number;
  /** Row-major float32, as base64. */
  readonly distances: string;
}

/** The time holds the start of the worker and of its runtime. */
async function neighbours(dim: number, k: number, exactLimit: number): Promise<NeighbourRun> {
  const response = await fetch(`${BASE}vectors.f32`);
  const data = new Float32Array(await response.arrayBuffer());
  const start = performance.now();
  const found = await findNeighbours(
    { data, count: data.length / dim, dim },
    { k, seed: 1, exactLimit },
    BASE,
  );
  return {
    seconds: (performance.now() - start) / 1000,
    threads: threadCount(),
    recall: found.recall,
    distances: base64(found.neighbours.distances),
  };
}

export const bench = { embed, embedWithPipeline, neighbours };
declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
