import { cosine } from '../core/vectors/cosine';
import type { EmbedWorker } from './embed-worker';
import type { TextSettings } from './encoder';

/** Below this the GPU's vectors are wrong: rounding alone stays above 0.9999. */
export const MIN_PROBE_COSINE = 0.999;

const PROBES = ['Sort a list in Python.', 'Was ist Steuerrecht?', '証明してください。 x² ≥ 0'];
/** Prompts of a usual length: enough rows to fill a GPU, a third of a second on two cores. */
const SPEED_TEXTS = Array.from(
  { length: 12 },
  (_, index) =>
    `Question ${index}: ${'explain step by step why the sum of two odd numbers is even, '.repeat(3)}`,
);

/** The least cosine, over probe texts, between the vectors of two devices. */
export async function probeCosine(
  a: EmbedWorker,
  b: EmbedWorker,
  settings: TextSettings,
): Promise<number> {
  const [{ vectors: left }, { vectors: right }] = await Promise.all([
    a.embed(PROBES, settings),
    b.embed(PROBES, settings),
  ]);
  if (left.dim !== right.dim) return -1;
  const row = (data: Float32Array, index: number) =>
    data.subarray(index * left.dim, (index + 1) * left.dim);
  return Math.min(
    ...PROBES.map((_, index) => cosine(row(left.data, index), row(right.data, index))),
  );
}

/** Prompts a second, after a first run that compiles kernels. */
export async function measureSpeed(worker: EmbedWorker, settings: TextSettings): Promise<number> {
  await worker.embed(SPEED_TEXTS, settings);
  const start = performance.now();
  await worker.embed(SPEED_TEXTS, settings);
  return (SPEED_TEXTS.length / (performance.now() - start)) * 1000;
}
