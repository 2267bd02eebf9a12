import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clusterVectors } from '../src/cli/cluster';
import { readVectorFile } from '../src/cli/vector-file';
import { normalisedMutualInformation } from '../src/core/clusters/agreement';
import type { Clustering, Vectors } from '../src/core/data';
import { sharedPath } from '../src/core/testing/shared';

const SEEDS = [1, 2, 3];
const DIM = 384;

type Row = Readonly<Record<string, string>>;

/**
 * Automatic clustering of Arena-Hard v0.1 and of all general prompts in `mixed.jsonl` for three
 * seeds of UMAP, and fixed HDBSCAN(15) of the domains, against their targets.
 * @param args `--vectors FILE`: .npy or raw float32 vectors of mixed.jsonl, in file order
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { vectors: { type: 'string' } } });
  const prompts = sharedPath('data/prompts/mixed.jsonl');
  const topics = sharedPath('data/prompts/arena-hard-v0.1.jsonl');
  if (values.vectors && prompts && topics) {
    const all = readVectorFile(values.vectors, values.vectors.endsWith('.npy') ? null : DIM);
    const rows = readRows(prompts);
    await arenaHard(all, rows, readRows(topics));
    await general(all, rows);
  } else {
    console.log(
      'Automatic clustering: skipped; give --vectors of ../shared/data/prompts/mixed.jsonl.',
    );
  }
  const embeddings = sharedPath('fixtures/domains-embeddings.f32');
  const labels = sharedPath('data/prompts/domains.jsonl');
  if (embeddings && labels) await domains(readVectorFile(embeddings, DIM), readRows(labels));
  else console.log('Domains: skipped, ../shared is not there.');
}

async function arenaHard(all: Vectors, rows: Row[], arena: Row[]): Promise<void> {
  const rowOf = new Map(rows.map((row, i) => [row.prompt.trim(), i]));
  const vectors = pick(
    all,
    arena.map((row) => rowOf.get(row.prompt.trim()) ?? raise(row.prompt)),
  );
  await table(
    'Arena-Hard v0.1; targets: 25 to 90 clusters, noise 30 %, largest 8 %, pairs 22 % and 12 times chance',
    vectors,
    ({ labels }) => {
      const { together, chance } = topicPairs(
        labels,
        arena.map((row) => row.cluster),
      );
      return {
        'pairs together': percent(together),
        'times chance': (together / chance).toFixed(1),
      };
    },
  );
}

async function general(all: Vectors, rows: Row[]): Promise<void> {
  const kept = rows.flatMap(({ source }, i) => (/^(alpaca|arena)/.test(source) ? [i] : []));
  await table(
    'AlpacaEval and Arena-Hard; targets: at least 40 clusters, noise 40 %, largest 10 %',
    pick(all, kept),
    () => ({}),
  );
}

async function domains(vectors: Vectors, rows: Row[]): Promise<void> {
  const truth = rows.map((row) => row.domain);
  await table(
    'Ten domains, HDBSCAN(15); target: NMI 0.87',
    vectors,
    ({ labels }) => ({ NMI: normalisedMutualInformation(labels, truth).toFixed(3) }),
    15,
  );
}

async function table(
  title: string,
  vectors: Vectors,
  figures: (clustering: Clustering) => Record<string, string>,
  minClusterSize?: number,
): Promise<void> {
  console.log(`${title} (${vectors.count} prompts)`);
  const lines = [];
  for (const seed of SEEDS) {
    const { clustering } = await clusterVectors(vectors, { reduce: true, minClusterSize, seed });
    const { labels, settings } = clustering;
    const sizes = new Float64Array(clustering.persistence.length + 1);
    for (const label of labels) sizes[label + 1]++;
    lines.push({
      seed,
      settings: Object.values(settings).join(' '),
      clusters: sizes.length - 1,
      noise: percent(sizes[0] / labels.length),
      largest: percent(Math.max(0, ...sizes.subarray(1)) / labels.length),
      ...figures(clustering),
    });
  }
  console.table(lines);
}

/** How often two prompts of one topic share a cluster, and two at random do. */
function topicPairs(labels: Int32Array, topics: readonly string[]) {
  let pairs = 0;
  let same = 0;
  for (let a = 0; a < topics.length; a++) {
    for (let b = a + 1; b < topics.length; b++) {
      if (topics[a] !== topics[b]) continue;
      pairs++;
      if (labels[a] >= 0 && labels[a] === labels[b]) same++;
    }
  }
  const sizes = new Map<number, number>();
  for (const label of labels) if (label >= 0) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const chance = [...sizes.values()].reduce((sum, size) => sum + (size / labels.length) ** 2, 0);
  return { together: same / pairs, chance };
}

function pick({ data, dim }: Vectors, rows: readonly number[]): Vectors {
  const picked = new Float32Array(rows.length * dim);
  for (const [place, row] of rows.entries())
    picked.set(data.subarray(row * dim, (row + 1) * dim), place * dim);
  return { data: picked, count: rows.length, dim };
}

function raise(prompt: string): never {
  throw new Error(`mixed.jsonl lacks a prompt of Arena-Hard: ${prompt}`);
}

const readRows = (path: string): Row[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
