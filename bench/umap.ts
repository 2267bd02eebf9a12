import { readFileSync } from 'node:fs';
import { readVectorFile } from '../src/cli/vector-file';
import { normalisedMutualInformation } from '../src/core/clusters/agreement';
import { hdbscan } from '../src/core/clusters/hdbscan';
import { trustworthiness } from '../src/core/clusters/trustworthiness';
import { sharedPath } from '../src/core/testing/shared';
import { ortNeighbours } from '../src/engine/neighbours-ort';
import { umap } from '../src/engine/umap';
import { machine, printFigures, type Figure } from './figures';

const DIM = 384;
const NEIGHBOURS = 15;
const SEEDS = [1, 2, 3];
const SETTINGS = { minClusterSize: 15, minSamples: 15, method: 'eom' } as const;
const MIN_TRUSTWORTHINESS = 0.965;
const MIN_MUTUAL_INFORMATION = 0.87;

/**
 * The way from vectors to clusters on ten true domains: trustworthiness of the 2-D picture and of
 * the 5-D points, and how well HDBSCAN(15) finds the domains, for three seeds of UMAP.
 */
export async function run(): Promise<void> {
  const embeddings = sharedPath('fixtures/domains-embeddings.f32');
  const prompts = sharedPath('data/prompts/domains.jsonl');
  if (!embeddings || !prompts) {
    console.log('umap: skipped, as ../shared is not there.');
    return;
  }
  console.log(machine());
  const vectors = readVectorFile(embeddings, DIM);
  const truth = readFileSync(prompts, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line): string => JSON.parse(line).domain);
  const neighbours = await ortNeighbours(vectors, NEIGHBOURS, { device: 'wasm', threads: 1 });
  const figures: Figure[] = [];
  for (const seed of SEEDS) {
    const picture = await umap(neighbours, { dim: 2, minDist: 0.1, seed });
    const points = await umap(neighbours, { dim: 5, minDist: 0, seed });
    const { labels } = hdbscan(points, SETTINGS);
    figures.push(
      {
        what: `trustworthiness in 2-D, seed ${seed}`,
        value: trustworthiness(vectors, picture, NEIGHBOURS),
        digits: 4,
        atLeast: MIN_TRUSTWORTHINESS,
      },
      {
        what: `trustworthiness in 5-D, seed ${seed}`,
        value: trustworthiness(vectors, points, NEIGHBOURS),
        digits: 4,
      },
      {
        what: `mutual information with the domains (NMI), seed ${seed}`,
        value: normalisedMutualInformation(labels, truth),
        digits: 3,
        atLeast: MIN_MUTUAL_INFORMATION,
      },
    );
  }
  printFigures(`umap: fixtures/domains-embeddings.f32, ${vectors.count} prompts`, figures);
}
