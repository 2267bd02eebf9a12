import { spawnSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Battle } from '../src/core/data';
import { writeBattlesCsv } from '../src/core/formats/battles-csv';
import { seededRandom } from '../src/core/random';
import { indexBattles, selectBattles } from '../src/core/ranking/battle-index';
import type { BattleIndex } from '../src/core/ranking/battle-index';
import { bootstrapFit } from '../src/core/ranking/bootstrap-draws';
import { ANCHOR_RATING, POINTS_PER_LOGIT } from '../src/core/ranking/bradley-terry';
import { rankModels } from '../src/core/ranking/rank-models';
import { sharedPath } from '../src/core/testing/shared';
import { readBattleFile } from '../src/readers/battle-file';

const PEERS = fileURLToPath(new URL('ranking-peers.py', import.meta.url));
const BASELINE = 'gpt4_1106_preview';
const ROUNDS = 100;
/** Rounds run of the slow peer; its time is per round. */
const SLOW_ROUNDS = 5;

interface Peer {
  readonly name: string;
  readonly shown: string;
  readonly rounds: number;
  /** Seconds that `fixtures/README.md` gives for 100 rounds on 47k battles of 57 models. */
  readonly published: number;
  /** How many times as fast we are to be. */
  readonly target: number;
}

const PEER_LIST: readonly Peer[] = [
  { name: 'unique-rows', shown: 'FastChat’s way', rounds: ROUNDS, published: 10.6, target: 100 },
  {
    name: 'doubled-rows',
    shown: 'Arena-Hard v0.1’s way',
    rounds: SLOW_ROUNDS,
    published: 105,
    target: 500,
  },
];

/**
 * 100 bootstrap rounds against the peers' methods on the same battles, the peers' times against the
 * published ones, a change of filter on 50,000 battles, and a file of 1,000,000 battles. Argument:
 * battles of the large file.
 */
export async function run(args: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  try {
    const csv = sharedPath('data/judgments/alpaca-eval-battles.csv');
    if (csv) {
      const { battles } = await readBattleFile(await openAsBlob(csv), csv);
      compare('alpaca-eval-battles.csv, discrete', battles, BASELINE, folder, true);
    } else console.log('ranking: the comparison is skipped, as ../shared is not there.');
    compare(
      '47,000 simulated battles of 57 models',
      simulated(47_000, 57, 2000),
      'm0',
      folder,
      false,
    );
    filterChange();
    await largeFile(Number(args[0] ?? 1_000_000), join(folder, 'large.csv'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Battles of random pairs with ties, on random prompts. */
function simulated(count: number, models: number, prompts: number): Battle[] {
  const random = seededRandom(1);
  const strengths = Array.from({ length: models }, () => 4 * random() - 2);
  return Array.from({ length: count }, () => {
    const a = Math.floor(random() * models);
    const b = (a + 1 + Math.floor(random() * (models - 1))) % models;
    const wins = random() < 1 / (1 + Math.exp(strengths[b] - strengths[a])) ? 1 : 0;
    return {
      promptId: `p${Math.floor(random() * prompts)}`,
      modelA: `m${a}`,
      modelB: `m${b}`,
      outcome: random() < 0.25 ? 0.5 : wins,
      weight: 1,
      category: `c${Math.floor(random() * 5)}`,
    };
  });
}

function compare(
  title: string,
  battles: readonly Battle[],
  baseline: string,
  folder: string,
  hasTarget: boolean,
): void {
  const { index } = indexBattles(battles, { outcomes: 'discrete', duplicates: 'keep' });
  const settings = { rounds: ROUNDS, seed: 1, unit: 'prompts' } as const;
  const row = index.models.indexOf(baseline);
  const [first, ...warm] = Array.from({ length: 4 }, () => {
    const started = performance.now();
    bootstrapFit(index, row, settings);
    return (performance.now() - started) / 1000;
  });
  const own = Math.min(...warm);
  console.log(`ranking: ${title}, ${index.count} battles, ${ROUNDS} rounds`);
  console.log(`  touchstone ${own.toFixed(3)} s (first run ${first.toFixed(3)} s)`);
  const path = join(folder, 'battles.csv');
  writeFileSync(path, csvOf(index));
  const { strengths } = bootstrapFit(index, row, { ...settings, rounds: 1 }).fit;
  for (const peer of PEER_LIST) {
    const found = runPeer(peer, path, baseline);
    if (typeof found === 'string') {
      console.log(`  ${peer.shown}: skipped, ${found}`);
      continue;
    }
    const seconds = (found.seconds * ROUNDS) / peer.rounds;
    const published = (peer.published * index.count) / 47_000;
    const gap = Math.max(
      ...index.models.map((model, m) =>
        Math.abs(found.ratings[model] - ANCHOR_RATING - POINTS_PER_LOGIT * strengths[m]),
      ),
    );
    const target = hasTarget ? `, target ${peer.target}` : '';
    console.log(
      `  ${peer.shown} ${seconds.toFixed(1)} s (published, per battle and round: ${published.toFixed(1)} s): ${(seconds / own).toFixed(0)} times as long${target}; ratings differ by at most ${gap.toFixed(3)}`,
    );
  }
}

function csvOf({ models, modelA, modelB, outcome, count }: BattleIndex): string {
  return Array.from(
    { length: count },
    (_, row) => `${models[modelA[row]]},${models[modelB[row]]},${outcome[row]}\n`,
  ).join('');
}

interface PeerResult {
  readonly seconds: number;
  readonly ratings: Readonly<Record<string, number>>;
}

/** The peer's result, or why there is none. */
function runPeer(peer: Peer, path: string, anchor: string): PeerResult | string {
  const run = spawnSync('python3', [PEERS, path, peer.name, String(peer.rounds), anchor], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (run.error) return 'there is no python3';
  if (run.status !== 0)
    return `python3 needs numpy, scipy and scikit-learn: ${run.stderr.trim().split('\n').at(-1)}`;
  return JSON.parse(run.stdout) as PeerResult;
}

function filterChange(): void {
  const battles = simulated(50_000, 30, 5000);
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const settings = {
    baseline: 'm0',
    anchor: 'baseline',
    rounds: 1000,
    interval: 0.95,
    seed: 1,
    unit: 'prompts',
  } as const;
  rankModels(index, { ...settings, rounds: 100 });
  const started = performance.now();
  rankModels(
    selectBattles(index, (row) => battles[index.position[row]].category !== 'c0'),
    settings,
  );
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `ranking: a filter on 50,000 battles of 30 models, ${settings.rounds} rounds: ${seconds.toFixed(2)} s (target well under 1)`,
  );
}

async function largeFile(count: number, path: string): Promise<void> {
  writeFileSync(path, writeBattlesCsv(simulated(count, 100, 10_000)));
  const megabytes = readFileSync(path).length / 1e6;
  const started = performance.now();
  const { battles } = await readBattleFile(await openAsBlob(path), path);
  const read = performance.now();
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const ranking = rankModels(index, {
    baseline: null,
    anchor: 'mean',
    rounds: ROUNDS,
    interval: 0.95,
    seed: 1,
    unit: 'prompts',
  });
  const ranked = performance.now();
  console.log(
    `ranking: ${count} battles of 100 models (${megabytes.toFixed(0)} MB): read ${((read - started) / 1000).toFixed(1)} s, ranked with ${ROUNDS} rounds ${((ranked - read) / 1000).toFixed(1)} s, separability ${ranking.separability.toFixed(3)}; resident ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
  );
}
