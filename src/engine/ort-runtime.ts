import type * as Ort from 'onnxruntime-web';

export type OrtRuntime = typeof Ort;
export type OrtDevice = 'wasm' | 'webgpu';

export interface OrtSettings {
  readonly device: OrtDevice;
  /** Threads of WASM kernels; above 1 only where the page is cross-origin isolated. */
  readonly threads: number;
  /**
   * Folder of the runtime's `.mjs` and `.wasm`, with a slash at its end. A string: given as an object,
   * the module comes from a blob, which the page's policy blocks. Left out in Node.
   */
  readonly wasmPaths?: string;
}

/** Two threads fill two cores; half the logical cores above four, as hyper-threads slow matrix kernels. */
export function threadCount(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  const cores = navigator.hardwareConcurrency;
  return cores <= 4 ? cores : Math.min(8, Math.ceil(cores / 2));
}

/**
 * onnxruntime-web for a device. The plain WASM build is 10 to 15 % faster than the one WebGPU needs,
 * so each is loaded only for its own device; one of them in a worker.
 */
export async function loadOrt({ device, threads, wasmPaths }: OrtSettings): Promise<OrtRuntime> {
  const ort: OrtRuntime =
    device === 'webgpu'
      ? await import('onnxruntime-web/webgpu')
      : await import('onnxruntime-web/wasm');
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = threads;
  if (wasmPaths !== undefined) ort.env.wasm.wasmPaths = wasmPaths;
  return ort;
}
