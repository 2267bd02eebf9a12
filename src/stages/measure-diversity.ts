import type { DiversityApi } from '../../workers/diversity';
import type { Neighbours, Vectors } from '../core/data';
import type { Diversity, DiversityInput } from '../core/quality/diversity';
import type { Control } from '../engine/control';
import { callWorker } from '../engine/worker-call';

const spawn = () =>
  new Worker(new URL('../../workers/diversity.ts', import.meta.url), { type: 'module' });

/** How varied a set of up to some ten thousand prompts is; see `diversity`. */
export function setDiversity(input: DiversityInput, control: Control = {}): Promise<Diversity> {
  return callWorker<DiversityApi, 'diversity'>(spawn, 'diversity', [input], control);
}

/**
 * The same for a whole collection of any size: distances to the nearest prompt are taken from its
 * neighbour graph instead of being searched for.
 */
export async function collectionDiversity(
  input: Omit<DiversityInput, 'vectors'>,
  vectors: Vectors,
  { distances, count, k }: Neighbours,
  control: Control = {},
): Promise<Diversity> {
  const rest = await setDiversity({ ...input, vectors: null }, control);
  const vendi = await callWorker<DiversityApi, 'vendi'>(spawn, 'vendi', [vectors], control);
  let sum = 0;
  for (let row = 0; row < count; row++) sum += distances[row * k];
  return { ...rest, vendi, meanNearestDistance: count > 1 ? sum / count : null };
}
