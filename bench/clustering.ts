import { readFileSync } from 'node:fs';
import { clusterVectors } from '../src/cli/cluster';
import { readVectorFile } from '../src/cli/vector-file';
import type { Vectors } from '../src/core/data';
import { sharedPath } from '../src/core/testing/shared';
import { machine, printFigures, type Figure } from './figures';
import { withBenchPage } from './page/bench-page';
import type {} from './page/bench';
import { float32 } from './page/float32';

const SEEDS = [1, 2, 3];
const GENERAL = /^(alpaca|arena)/;

type Row = Readonly<Record<string, string>>;

/**
 * Automatic clustering of Arena-Hard v0.1 and of all general prompts in `mixed.jsonl`, for three
 * seeds of UMAP. Arena-Hard's file names 250 topics of two prompts each: how often do the two stand
 * in one cluster, against chance (the sum of squared cluster shares)?
 * @param args vectors of mixed.jsonl in file order (.npy); without them the prompts are embedded
 */
export async function run([file]: string[]): Promise<void> {
  const mixed = sharedPath('data/prompts/mixed.jsonl');
  const arena = sharedPath('data/prompts/arena-hard-v0.1.jsonl');
  if (!mixed || !arena) {
    console.log('clustering: skipped, as ../shared is not there.');
    return;
  }
  console.log(machine());
  const rows = readRows(mixed);
  const kept = rows.flatMap(({ source }, i) => (GENERAL.test(source) ? [i] : []));
  const vectors = file
    ? pick(readVectorFile(file, null), kept)
    : await embedded(kept.map((i) => rows[i].prompt));
  // In the order of its own file, as a user has it: the layout depends a little on it.
  const places = new Map(kept.map((i, place) => [rows[i].prompt.trim(), place]));
  const arenaRows = readRows(arena).map(({ prompt, cluster }) => ({
    place: places.get(prompt.trim())!,
    topic: cluster,
  }));
  const arenaVectors = pick(
    vectors,
    arenaRows.map(({ place }) => place),
  );
  const topics = arenaRows.map(({ topic }) => topic);

  for (const seed of SEEDS) {
    const { labels, figures } = await clustered(arenaVectors, seed, {
      clusters: { atLeast: 25, atMost: 90 },
      noise: { atMost: 30 },
      largest: { atMost: 8 },
    });
    const { together, chance } = topicPairs(labels, topics);
    printFigures(`clustering: Arena-Hard v0.1, ${arenaRows.length} prompts, seed ${seed}`, [
      ...figures,
      { ...percent('topic pairs together', together), atLeast: 22 },
      {
        what: 'topic pairs together, against chance',
        value: together / chance,
        digits: 1,
        unit: 'times',
        atLeast: 12,
      },
    ]);
  }
  for (const seed of SEEDS) {
    const { figures } = await clustered(vectors, seed, {
      clusters: { atLeast: 40 },
      noise: { atMost: 40 },
      largest: { atMost: 10 },
    });
    printFigures(`clustering: all general prompts, ${vectors.count}, seed ${seed}`, figures);
  }
}

type Bound = Pick<Figure, 'atLeast' | 'atMost'>;

async function clustered(
  vectors: Vectors,
  seed: number,
  bounds: { readonly clusters: Bound; readonly noise: Bound; readonly largest: Bound },
): Promise<{ labels: Int32Array; figures: Figure[] }> {
  const { clustering } = await clusterVectors(vectors, { reduce: true, seed });
  const { labels, settings, persistence } = clustering;
  const sizes = new Int32Array(persistence.length);
  let noise = 0;
  for (const label of labels) if (label < 0) noise++;
  for (const label of labels) if (label >= 0) sizes[label]++;
  const what = `clusters (${settings.method} ${settings.minClusterSize} ${settings.minSamples})`;
  const figures = [
    { what, value: sizes.length, digits: 0, ...bounds.clusters },
    { ...percent('noise', noise / labels.length), ...bounds.noise },
    { ...percent('largest cluster', Math.max(...sizes) / labels.length), ...bounds.largest },
  ];
  return { labels, figures };
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

function embedded(texts: readonly string[]): Promise<Vectors> {
  return withBenchPage(async ({ page }) => {
    const { vectors } = await page.evaluate((all) => window.bench.embed(all, 'auto'), texts);
    const data = float32(vectors);
    return { data, count: texts.length, dim: data.length / texts.length };
  });
}

function pick({ data, dim }: Vectors, rows: readonly number[]): Vectors {
  const picked = new Float32Array(rows.length * dim);
  for (const [place, row] of rows.entries())
    picked.set(data.subarray(row * dim, (row + 1) * dim), place * dim);
  return { data: picked, count: rows.length, dim };
}

const readRows = (path: string): Row[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

const percent = (what: string, share: number): Figure => ({
  what,
  value: 100 * share,
  digits: 1,
  unit: '%',
});
