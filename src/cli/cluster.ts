import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { centralities } from '../core/clusters/centroids';
import { hdbscan } from '../core/clusters/hdbscan';
import { sweepClusterings } from '../core/clusters/sweep';
import { TouchstoneError, type ClusterMethod, type Clustering, type Vectors } from '../core/data';
import { normalise } from '../core/vectors/pooling';
import { ortNeighbours } from '../engine/neighbours-ort';
import { umap } from '../engine/umap';
import type { Command } from './command';
import { numberOption } from './number-option';
import { readVectorFile } from './vector-file';

const NEIGHBOURS = 15;
const UMAP_DIM = 5;
const DEFAULT_SEED = 1;

export const command: Command = {
  purpose: 'clusters of vectors; without --min-cluster-size the settings are chosen',
  usage:
    'cluster --vectors V.npy|V.f32 [--dim D] [--no-umap] [--min-cluster-size N] [--min-samples N] [--method eom|leaf] [--seed 1] --json OUT',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        vectors: { type: 'string' },
        dim: { type: 'string' },
        'no-umap': { type: 'boolean', default: false },
        'min-cluster-size': { type: 'string' },
        'min-samples': { type: 'string' },
        method: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'string' },
      },
    });
    if (!values.vectors || !values.json)
      throw new TouchstoneError(
        'usage',
        `Give --vectors and --json: npx touchstone ${command.usage}`,
      );
    const vectors = readVectorFile(values.vectors, numberOption('dim', values.dim));
    const found = await clusterVectors(vectors, {
      reduce: !values['no-umap'],
      minClusterSize: numberOption('min-cluster-size', values['min-cluster-size']) ?? undefined,
      minSamples: numberOption('min-samples', values['min-samples']) ?? undefined,
      method: methodOption(values.method),
      seed: numberOption('seed', values.seed) ?? DEFAULT_SEED,
    });
    const { clustering, reason, umap } = found;
    const clusters = clustering.persistence.length;
    const noise = clustering.labels.filter((label) => label < 0).length;
    const noiseShare = vectors.count > 0 ? noise / vectors.count : 0;
    const record = {
      count: vectors.count,
      clusters,
      noiseShare,
      settings: { ...clustering.settings, automatic: reason !== null, umap },
      reason,
      labels: [...clustering.labels],
      probabilities: [...clustering.probabilities],
      centrality: [...centralities(unitRows(vectors), clustering.labels, clusters)],
      persistence: [...clustering.persistence],
    };
    writeFileSync(values.json, `${JSON.stringify(record)}\n`);
    console.log(
      `${values.json}: ${vectors.count} vectors in ${clusters} clusters, ${noise} noise.${reason ? ` ${reason}` : ''}`,
    );
  },
};

export interface ClusterRequest {
  /** Cluster a 5-D UMAP; otherwise the vectors as they are. */
  readonly reduce: boolean;
  /** Left out: chosen by the sweep, with the other settings as far as they are left out too. */
  readonly minClusterSize?: number;
  /** Left out beside a given minClusterSize: equal to it, as in Python. */
  readonly minSamples?: number;
  readonly method?: ClusterMethod;
  readonly seed: number;
}

export interface ClusteredVectors {
  readonly clustering: Clustering;
  /** Why the settings were chosen; null where they were given. */
  readonly reason: string | null;
  readonly umap: { readonly dim: number; readonly minDist: number; readonly seed: number } | null;
}

/** Vectors to clusters as the page does it: cosine neighbours, UMAP, then HDBSCAN or the sweep. */
export async function clusterVectors(
  vectors: Vectors,
  { reduce, minClusterSize, minSamples = minClusterSize, method, seed }: ClusterRequest,
): Promise<ClusteredVectors> {
  const given =
    minClusterSize !== undefined && minSamples !== undefined
      ? { minClusterSize, minSamples, method: method ?? 'eom' }
      : null;
  if (given && !reduce) return { clustering: hdbscan(vectors, given), reason: null, umap: null };

  const ort = { device: 'wasm', threads: 1 } as const;
  const neighbours = await ortNeighbours(unitRows(vectors), NEIGHBOURS, ort);
  const settings = reduce ? { dim: UMAP_DIM, minDist: 0, seed } : null;
  const points = settings ? await umap(neighbours, settings) : vectors;
  if (given) return { clustering: hdbscan(points, given), reason: null, umap: settings };
  const { clustering, reason } = sweepClusterings(points, neighbours, { minSamples, method });
  return { clustering, reason, umap: settings };
}

function unitRows({ data, count, dim }: Vectors): Vectors {
  const unit = data.slice();
  for (let row = 0; row < count; row++) normalise(unit.subarray(row * dim, (row + 1) * dim));
  return { data: unit, count, dim };
}

function methodOption(text: string | undefined): ClusterMethod | undefined {
  if (text !== undefined && text !== 'eom' && text !== 'leaf')
    throw new TouchstoneError('usage', `--method is "${text}": give eom or leaf.`);
  return text;
}
