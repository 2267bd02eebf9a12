import { Tokenizer } from '@huggingface/tokenizers';
import type { Encoder } from './encoder';
import { loadOrt, type OrtSettings } from './ort-runtime';

/** Small batches of like length win on WASM; a GPU wants many rows. */
const BATCH_LIMITS = {
  wasm: { rows: 4, tokens: 1024 },
  webgpu: { rows: 32, tokens: 8192 },
};

const ERRORS_ONLY = 3;

/** An encoder from the bytes of an ONNX model and its tokenizer.json. Runs in workers and in Node. */
export async function ortEncoder(
  model: Uint8Array,
  tokenizerJson: object,
  settings: OrtSettings,
): Promise<Encoder> {
  const ort = await loadOrt(settings);
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [settings.device],
    // Its warnings of shape operations on the processor would stand in the console as errors.
    logSeverityLevel: ERRORS_ONLY,
  });
  const tokenizer = new Tokenizer(tokenizerJson, {});
  const [output] = session.outputNames;
  return {
    batchLimits: BATCH_LIMITS[settings.device],
    tokenize: (text) => tokenizer.encode(text).ids,
    async run({ ids, mask, rows, length }) {
      const tensor = (values: BigInt64Array) => new ort.Tensor('int64', values, [rows, length]);
      const inputs: Record<string, ReturnType<typeof tensor>> = {
        input_ids: tensor(ids),
        attention_mask: tensor(mask),
        token_type_ids: tensor(new BigInt64Array(ids.length)),
      };
      const wanted = Object.fromEntries(session.inputNames.map((name) => [name, inputs[name]]));
      const { [output]: state } = await session.run(wanted);
      return { hidden: state.data as Float32Array, dim: state.dims[2] };
    },
  };
}
