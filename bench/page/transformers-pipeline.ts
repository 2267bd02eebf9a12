import { env, pipeline } from '@huggingface/transformers';

export interface PeerRequest {
  readonly texts: readonly string[];
  readonly base: string;
  readonly threads: number;
}

export interface PeerReply {
  readonly seconds: number;
  readonly vectors: number[];
  readonly error?: string;
}

const BATCH = 16;

async function embed({ texts, base, threads }: PeerRequest): Promise<PeerReply> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/peer/';
  env.useWasmCache = false;
  Object.assign(env.backends.onnx.wasm!, { wasmPaths: `${base}ort/`, numThreads: threads });
  const extract = await pipeline('feature-extraction', 'all-MiniLM-L6-v2', { dtype: 'fp32' });
  const start = performance.now();
  const vectors: number[] = [];
  for (let at = 0; at < texts.length; at += BATCH) {
    const output = await extract(texts.slice(at, at + BATCH), { pooling: 'mean', normalize: true });
    for (const value of output.data) vectors.push(Number(value));
  }
  return { seconds: (performance.now() - start) / 1000, vectors };
}

self.onmessage = async ({ data }: MessageEvent<PeerRequest>) => {
  try {
    self.postMessage(await embed(data));
  } catch (error) {
    self.postMessage({ seconds: 0, vectors: [], error: String(error) } satisfies PeerReply);
  }
};
