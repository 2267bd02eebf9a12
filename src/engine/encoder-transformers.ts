import type { OnProgress } from '../core/data';
import { TouchstoneError } from '../core/data';
import type { Encoder } from './encoder';
import type { OrtSettings } from './ort-runtime';

export interface HubModel {
  /** For example 'Xenova/multilingual-e5-small'. */
  readonly id: string;
  readonly revision: string;
  readonly dtype: 'fp32' | 'fp16' | 'q8';
}

const BATCH_LIMITS = {
  wasm: { rows: 4, tokens: 1024 },
  webgpu: { rows: 16, tokens: 4096 },
};

/**
 * Any feature-extraction model of the hub that transformers.js can run. Loads from the hub, as the
 * user asked for it by name; the browser keeps the files.
 * @param onProgress bytes
 * @throws {TouchstoneError} `model-not-loaded`
 */
export async function transformersEncoder(
  { id, revision, dtype }: HubModel,
  { device, threads, wasmPaths }: OrtSettings,
  onProgress?: OnProgress,
): Promise<Encoder> {
  const { AutoModel, AutoTokenizer, Tensor, env } = await import('@huggingface/transformers');
  env.allowLocalModels = false;
  // Its cache of the runtime imports a blob, which the page's policy blocks.
  env.useWasmCache = false;
  Object.assign(env.backends.onnx.wasm!, { wasmPaths, numThreads: threads });
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(id, { revision });
    const model = await AutoModel.from_pretrained(id, {
      revision,
      dtype,
      device,
      progress_callback: (info) => {
        if (info.status === 'progress_total')
          onProgress?.({ done: info.loaded, total: info.total });
      },
    });
    return {
      batchLimits: BATCH_LIMITS[device],
      tokenize: (text) => tokenizer.encode(text),
      async run({ ids, mask, rows, length }) {
        const output = await model({
          input_ids: new Tensor('int64', ids, [rows, length]),
          attention_mask: new Tensor('int64', mask, [rows, length]),
        });
        const state = output.last_hidden_state;
        return { hidden: state.data as Float32Array, dim: state.dims[2] };
      },
    };
  } catch (error) {
    // The library reads a file that is missing as undefined.
    const reason =
      error instanceof TypeError
        ? 'the hub has no model of this name, or not the files that transformers.js needs'
        : (error as Error).message;
    throw new TouchstoneError(
      'model-not-loaded',
      `The model ${id} could not be loaded from the model hub: ${reason}. Check its name (ONNX weights are a must: look for it under “transformers.js” there) and the network, or choose the built-in model.`,
    );
  }
}
