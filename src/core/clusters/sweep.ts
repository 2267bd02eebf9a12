import type {
  ClusterMethod,
  ClusterSettings,
  Clustering,
  Neighbours,
  OnProgress,
  Vectors,
} from '../data';
import { selectClusters } from './cluster-selection';
import { condenseTree } from './condensed-tree';
import { reachabilityTree } from './hdbscan';
import { neighbourDistances } from './neighbour-distances';
import { neighbourInformation, type NeighbourInformation } from './neighbour-information';
import { relativeValidity } from './relative-validity';

const MIN_SAMPLES = [1, 2, 3, 5, 10, 15];
const MIN_CLUSTER_SIZES = [
  4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 70, 100, 150, 200, 300, 500, 1000, 2000,
];
/** A cluster may hold at most this share at birth; else there is nothing to tell apart. */
const LARGEST_MIN_SIZE_SHARE = 1 / 5;
/** The dendrogram and the heatmap are drawn up to this many. */
const MAX_CLUSTERS = 4000;
/**
 * The nearest few say most surely what belongs together; further ones often mean the wider field. On
 * 500 to 18,000 real prompts two to five give the same choice or the next; three varied least with
 * the seed of the layout.
 */
const NEAREST = 3;

/** One setting of the sweep with the figures that speak for or against it. */
export interface SweepPoint extends NeighbourInformation {
  readonly settings: ClusterSettings;
  readonly clusters: number;
  /** Shares of all points, 0 to 1. */
  readonly noise: number;
  readonly largest: number;
  /** See `relativeValidity`; −1 to 1. */
  readonly relativeValidity: number;
  /** Mean over the clusters, 0 to 1. */
  readonly persistence: number;
}

export interface ClusterSweep {
  readonly points: readonly SweepPoint[];
  /** Index of the chosen point. */
  readonly chosen: number;
  /** Why, in a sentence or two. */
  readonly reason: string;
  readonly clustering: Clustering;
}

/**
 * Clusters with every combination of min_cluster_size, min_samples and method of a fixed grid, and
 * chooses the one that carries most neighbour information (see `neighbourInformation`): no labels,
 * no thresholds. The spanning tree is computed once for each min_samples.
 * Cost: six spanning trees (about 0.3 s each for 18,000 points in 5-D), then O(n) a point.
 * @param points what is clustered: a 5-D UMAP, or the vectors themselves
 * @param neighbours of the original vectors, nearest first
 * @param fixed settings that are not swept
 * @throws TouchstoneError `bad-vectors`
 */
export function sweepClusterings(
  points: Vectors,
  neighbours: Neighbours,
  fixed: Partial<ClusterSettings> = {},
  onProgress?: OnProgress,
): ClusterSweep {
  const { sizes, samples, methods } = grid(points.count, fixed);
  const distances = neighbourDistances(points, Math.max(...samples));
  const sweep: SweepPoint[] = [];
  let chosen = -1;
  let clustering: Clustering | undefined;
  for (const [step, minSamples] of samples.entries()) {
    const { tree, linkage } = reachabilityTree(points, minSamples, distances, ({ done, total }) =>
      onProgress?.({ done: step * total + done, total: samples.length * total }),
    );
    for (const minClusterSize of sizes) {
      const condensed = condenseTree(linkage, minClusterSize);
      for (const method of methods) {
        const settings = { minClusterSize, minSamples, method };
        const flat = selectClusters(condensed, method);
        const clusters = flat.persistence.length;
        const point = {
          settings,
          clusters,
          ...shares(flat.labels, clusters),
          relativeValidity: relativeValidity(tree, flat.labels, clusters),
          persistence: flat.persistence.reduce((sum, p) => sum + p / clusters, 0),
          ...neighbourInformation(flat.labels, clusters, neighbours, NEAREST),
        };
        sweep.push(point);
        if (
          clustering &&
          (clusters > MAX_CLUSTERS || point.information <= sweep[chosen].information)
        )
          continue;
        chosen = sweep.length - 1;
        clustering = { settings, ...flat };
      }
    }
  }
  return {
    points: sweep,
    chosen,
    reason: reasonFor(sweep[chosen], sweep.length),
    clustering: clustering!,
  };
}

function grid(count: number, { minClusterSize, minSamples, method }: Partial<ClusterSettings>) {
  const small = MIN_CLUSTER_SIZES.filter((size) => size <= count * LARGEST_MIN_SIZE_SHARE);
  const methods: readonly ClusterMethod[] = method ? [method] : ['eom', 'leaf'];
  return {
    sizes: minClusterSize ? [minClusterSize] : small.length > 0 ? small : [2],
    samples: minSamples ? [minSamples] : MIN_SAMPLES,
    methods,
  };
}

function shares(labels: Int32Array, clusters: number): { noise: number; largest: number } {
  const sizes = new Int32Array(clusters);
  let noise = 0;
  for (const label of labels)
    if (label < 0) noise++;
    else sizes[label]++;
  const count = Math.max(1, labels.length);
  return {
    noise: noise / count,
    largest: sizes.reduce((most, size) => Math.max(most, size), 0) / count,
  };
}

const percent = (share: number): string =>
  `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;

function reasonFor(point: SweepPoint, settings: number): string {
  const { minClusterSize, minSamples, method } = point.settings;
  if (point.clusters === 0)
    return `None of ${settings} settings found clusters: the points are too few or too evenly spread.`;
  return (
    `Of ${settings} settings this one tells most about which prompts are alike: ` +
    `a prompt and its ${NEAREST} nearest stand together in ${percent(point.together)} of cases ` +
    `against ${percent(point.chance)} by chance, with ${percent(point.noise)} noise and ` +
    `${percent(point.largest)} in the largest of ${point.clusters} clusters ` +
    `(${method}, min_cluster_size ${minClusterSize}, min_samples ${minSamples}).`
  );
}
