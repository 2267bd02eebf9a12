import type { Control } from './control';
import { measureSpeed, MIN_PROBE_COSINE, probeCosine } from './device-test';
import { EmbedWorker } from './embed-worker';
import { fetchIdentity, vectorKey } from './embedding-model';
import type { EmbeddingModel, ModelIdentity } from './embedding-model';
import type { TextSettings } from './encoder';
import type { OrtDevice } from './ort-runtime';
import type { TextEmbedder } from './text-embedder';
import { findGpu } from './webgpu-adapter';

export type DeviceSetting = 'auto' | OrtDevice;

export interface DeviceReport {
  readonly device: OrtDevice;
  readonly threads: number;
  /** A sentence: why this device and not the other. */
  readonly reason: string;
}

/** The page's embedder; close it to free its worker. */
export interface PageEmbedder extends TextEmbedder {
  readonly report: DeviceReport;
  close(): void;
}

export interface EmbedderSettings {
  readonly model: EmbeddingModel;
  readonly device: DeviceSetting;
  /** At most the model's own limit. */
  readonly maxTokens: number;
  readonly longTexts: TextSettings['longTexts'];
}

interface Choice {
  readonly worker: EmbedWorker;
  readonly reason: string;
}

/** A reason not to try WebGPU at all, or null. */
async function refusal(device: DeviceSetting): Promise<string | null> {
  if (device === 'wasm') return 'WASM was chosen in the settings.';
  const gpu = await findGpu();
  if (!gpu) return 'This browser offers no WebGPU adapter.';
  if (device === 'auto' && gpu.software) {
    return `WebGPU is only emulated on the processor here (${gpu.name}).`;
  }
  return null;
}

/** Keeps the better of the two workers and closes the other. */
async function choose(
  wasm: EmbedWorker,
  gpu: EmbedWorker,
  device: DeviceSetting,
  settings: TextSettings,
): Promise<Choice> {
  const keep = (worker: EmbedWorker, reason: string): Choice => {
    (worker === wasm ? gpu : wasm).close();
    return { worker, reason };
  };
  const agreement = await probeCosine(wasm, gpu, settings);
  if (agreement < MIN_PROBE_COSINE) {
    return keep(
      wasm,
      `WebGPU failed the self-test: its vectors differ from WASM's (cosine ${agreement.toFixed(4)}).`,
    );
  }
  if (device === 'webgpu') return keep(gpu, 'WebGPU was chosen and passed the self-test.');
  const [gpuSpeed, wasmSpeed] = [
    await measureSpeed(gpu, settings),
    await measureSpeed(wasm, settings),
  ];
  const speeds = `${gpuSpeed.toFixed(0)} against ${wasmSpeed.toFixed(0)} prompts a second`;
  return gpuSpeed > wasmSpeed
    ? keep(gpu, `WebGPU passed the self-test and is faster than WASM (${speeds}).`)
    : keep(wasm, `WebGPU passed the self-test but is slower than WASM (${speeds}).`);
}

async function openBest(
  { model, device }: EmbedderSettings,
  settings: TextSettings,
  base: string,
  control: Control,
): Promise<Choice> {
  const wasm = await EmbedWorker.open(model.source, 'wasm', base, control);
  let gpu: EmbedWorker | undefined;
  try {
    const refused = await refusal(device);
    if (refused) return { worker: wasm, reason: refused };
    gpu = await EmbedWorker.open(model.source, 'webgpu', base, control);
    return await choose(wasm, gpu, device, settings);
  } catch (error) {
    gpu?.close();
    if (control.signal?.aborted) {
      wasm.close();
      throw error;
    }
    return { worker: wasm, reason: `WebGPU failed (${(error as Error).message}).` };
  }
}

function textSettings({ model, maxTokens, longTexts }: EmbedderSettings): TextSettings {
  const { prefix, pooling } = model;
  return { prefix, maxTokens: Math.min(maxTokens, model.maxTokens), longTexts, pooling };
}

/**
 * The key of the vectors that `openEmbedder` would make, without loading the model.
 * @throws {TouchstoneError} `no-model`
 */
export async function embedderKey(settings: EmbedderSettings, base: string): Promise<string> {
  const { source } = settings.model;
  const identity: ModelIdentity =
    source.from === 'site' ? await fetchIdentity(`${base}${source.folder}`) : source;
  return vectorKey(identity, textSettings(settings));
}

/**
 * Loads a model and settles on a device: WebGPU when asked for, or when faster, and only where its
 * vectors equal WASM's; a GPU emulated in software never by itself.
 * @param base the site's own address with a slash at its end
 * @param control progress in bytes for a model of the hub
 * @throws {TouchstoneError} `no-model`, `model-not-loaded`, `worker-died`
 */
export async function openEmbedder(
  chosen: EmbedderSettings,
  base: string,
  control: Control = {},
): Promise<PageEmbedder> {
  const settings = textSettings(chosen);
  const key = await embedderKey(chosen, base);
  const { worker, reason } = await openBest(chosen, settings, base, control);
  return {
    key,
    maxTokens: settings.maxTokens,
    report: { device: worker.device, threads: worker.threads, reason },
    embed: (texts) => worker.embed(texts, settings),
    countTokens: (texts) => worker.countTokens(texts.map((text) => settings.prefix + text)),
    close: () => worker.close(),
  };
}
