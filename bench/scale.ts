import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readVectorFile } from '../src/cli/vector-file';
import { textTable } from '../src/cli/text-table';
import { averageLinkage } from '../src/core/clusters/average-linkage';
import { centroids, exemplars, similarityMatrix } from '../src/core/clusters/centroids';
import { sweepClusterings } from '../src/core/clusters/sweep';
import type { Vectors } from '../src/core/data';
import { randomInteger, seededRandom } from '../src/core/random';
import { neighbourRecall } from '../src/core/vectors/neighbour-recall';
import { normalise } from '../src/core/vectors/pooling';
import { descentNeighbours } from '../src/engine/neighbours-descent';
import { umap } from '../src/engine/umap';
import { machine, printFigures } from './figures';

const DIM = 384;
const NEIGHBOURS = 15;
const SEED = 1;
const COUNTS = '25000,50000,100000';
const CHECKED_ROWS = 200;
const EXEMPLARS = 10;
const MIN_RECALL = 0.95;
/** Length of what is added to a repeated vector of length 1: its twin is near, but not the same. */
const JITTER = 0.4;

/**
 * The path from given vectors to clusters at growing counts, on one thread without a browser: times
 * of the stages, how the time grows (the exponent of count: 1 is linear), recall, memory.
 * @param args `--vectors V.npy`, repeated with noise up to each of `--counts 25000,50000,100000`;
 *   without them, vectors around random topics
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { vectors: { type: 'string' }, counts: { type: 'string', default: COUNTS } },
  });
  const base =
    values.vectors && existsSync(values.vectors)
      ? readVectorFile(values.vectors, null)
      : topicVectors();
  console.log(machine());
  const counts = values.counts.split(',').map(Number);
  const runs: Run[] = [];
  for (const count of counts) {
    runs.push(await measure(jittered(base, count)));
    const { stages, recall, clusters } = runs[runs.length - 1];
    const total = totalOf(runs[runs.length - 1]);
    console.log(
      `${count} vectors: ${total.toFixed(0)} s, ${clusters} clusters, recall ${recall.toFixed(4)} (${[...stages].map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`).join(', ')})`,
    );
  }
  console.log(growthTable(runs));
  printFigures('scale: NN-descent and memory', [
    ...runs.map(({ count, recall }) => ({
      what: `recall at ${NEIGHBOURS}, ${count} vectors`,
      value: recall,
      digits: 4,
      atLeast: MIN_RECALL,
    })),
    {
      what: 'peak memory of the process',
      value: process.resourceUsage().maxRSS / 1e6,
      unit: 'GB',
    },
  ]);
}

interface Run {
  readonly count: number;
  /** Seconds by stage. */
  readonly stages: ReadonlyMap<string, number>;
  readonly recall: number;
  readonly clusters: number;
}

async function measure(vectors: Vectors): Promise<Run> {
  const { count } = vectors;
  const stages = new Map<string, number>();
  const timed = async <T>(stage: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    stages.set(stage, (performance.now() - start) / 1000);
    return result;
  };
  const neighbours = await timed('NN-descent', () => descentNeighbours(vectors, NEIGHBOURS, SEED));
  const random = seededRandom(SEED);
  const rows = Array.from({ length: CHECKED_ROWS }, () => randomInteger(random, count));
  const recall = neighbourRecall(neighbours, vectors, rows);
  await timed('UMAP 2-D', () => umap(neighbours, { dim: 2, minDist: 0.1, seed: SEED }));
  const points = await timed('UMAP 5-D', () =>
    umap(neighbours, { dim: 5, minDist: 0, seed: SEED }),
  );
  const { clustering } = await timed('HDBSCAN sweep', () => sweepClusterings(points, neighbours));
  const clusters = clustering.persistence.length;
  await timed('structure', () => {
    exemplars(vectors, clustering.labels, clusters, EXEMPLARS);
    const means = centroids(vectors, clustering.labels, clusters);
    averageLinkage(similarityMatrix(means), clusters);
  });
  return { count, stages, recall, clusters };
}

const totalOf = ({ stages }: Run) => [...stages.values()].reduce((sum, each) => sum + each, 0);

function growthTable(runs: readonly Run[]): string {
  const names = [...runs[0].stages.keys()];
  const secondsOf = (run: Run, name: string) => run.stages.get(name) ?? totalOf(run);
  const first = runs[0];
  const last = runs[runs.length - 1];
  return textTable(
    ['stage', ...runs.map(({ count }) => `${count}`), 'exponent'],
    [...names, 'total'].map((name) => {
      const growth = Math.log(secondsOf(last, name) / secondsOf(first, name));
      return [
        name,
        ...runs.map((run) => `${secondsOf(run, name).toFixed(1)} s`),
        runs.length > 1 ? (growth / Math.log(last.count / first.count)).toFixed(2) : '–',
      ];
    }),
  );
}

/** Twelve-hundred topics of unit vectors: what the bench runs on without a file. */
function topicVectors(): Vectors {
  const random = seededRandom(SEED);
  const count = 1_200;
  const data = Float32Array.from({ length: count * DIM }, () => normalSample(random));
  for (let row = 0; row < count; row++) normalise(data.subarray(row * DIM, (row + 1) * DIM));
  return { data, count, dim: DIM };
}

function jittered({ data, count: from, dim }: Vectors, count: number): Vectors {
  const random = seededRandom(SEED);
  const out = new Float32Array(count * dim);
  const scale = JITTER / Math.sqrt(dim);
  for (let row = 0; row < count; row++) {
    const source = (row % from) * dim;
    const own = out.subarray(row * dim, (row + 1) * dim);
    for (let c = 0; c < dim; c++) own[c] = data[source + c] + scale * normalSample(random);
    normalise(own);
  }
  return { data: out, count, dim };
}

/** Close to a standard normal: the sum of twelve uniform numbers less six. */
function normalSample(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}
