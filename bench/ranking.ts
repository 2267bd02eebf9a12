import { spawnSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Battle } from '../src/core/data';
import { writeBattlesCsv } from '../src/core/formats/battles-csv';
import { BATTLES_A_BLOCK, packBattles } from '../src/core/ranking/battle-block';
import { indexBattles } from '../src/core/ranking/battle-index';
import type { BattleIndex, BattleSettings } from '../src/core/ranking/battle-index';
import { BattleSet } from '../src/core/ranking/battle-set';
import { bootstrapFit } from '../src/core/ranking/bootstrap-draws';
import { ANCHOR_RATING, POINTS_PER_LOGIT } from '../src/core/ranking/bradley-terry';
import { DEFAULT_RANKING, rankBattles } from '../src/core/ranking/rank-battles';
import { sharedPath } from '../src/core/testing/shared';
import { readBattleFile } from '../src/readers/battle-file';
import { machine, printFigures } from './figures';
import type { Figure } from './figures';
import { runPython } from './python';
import { fixtureFigures } from './ranking-fixture';
import { simulatedArena } from './simulated-arena';

const RUN = fileURLToPath(new URL('run.ts', import.meta.url));
const PEERS = fileURLToPath(new URL('ranking-peers.py', import.meta.url));
const BASELINE = 'gpt4_1106_preview';
const ROUNDS = 100;
/** Rounds run of the slow peer; its time is per round. */
const SLOW_ROUNDS = 5;
/** Share by which the peers' times may differ from the published ones, to be called the same. */
const PEER_TOLERANCE = 0.3;

interface Peer {
  readonly name: string;
  readonly shown: string;
  readonly rounds: number;
  /** Seconds that `fixtures/README.md` gives for 100 rounds on 47k battles of 57 models. */
  readonly published: number;
  /** How many times as fast we are to be. */
  readonly target: number;
}

const UNIQUE_ROWS: Peer = {
  name: 'unique-rows',
  shown: 'FastChat’s way',
  rounds: ROUNDS,
  published: 10.6,
  target: 100,
};
const DOUBLED_ROWS: Peer = {
  name: 'doubled-rows',
  shown: 'Arena-Hard v0.1’s way',
  rounds: SLOW_ROUNDS,
  published: 105,
  target: 500,
};

interface Comparison {
  readonly title: string;
  readonly battles: readonly Battle[];
  readonly baseline: string;
  readonly outcomes: BattleSettings['outcomes'];
  readonly peers: readonly Peer[];
  /** Those whose published time and target are meant for such battles. */
  readonly targeted: readonly Peer[];
}

/**
 * The numbers of `ranking.json`; 100 bootstrap rounds against the peers' methods on the same battles,
 * the peers' times beside the published ones; a change of filter on 50,000 battles; a file of
 * 1,000,000 battles. Argument: battles of the large file.
 */
export async function run(args: string[]): Promise<void> {
  console.log(machine());
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  try {
    const csv = sharedPath('data/judgments/alpaca-eval-battles.csv');
    const fixture = sharedPath('fixtures/ranking.json');
    if (csv && fixture) {
      const { battles } = await readBattleFile(await openAsBlob(csv), csv);
      printFigures(
        'Distance from ranking.json, at the most',
        fixtureFigures(battles, BASELINE, fixture),
      );
      const file = { title: 'alpaca-eval-battles.csv', battles, baseline: BASELINE };
      const peers = [UNIQUE_ROWS, DOUBLED_ROWS];
      // Arena-Hard's code knows wins and ties only; the other takes the file's shares as they are.
      const soft: Comparison = {
        ...file,
        outcomes: 'soft',
        peers: [UNIQUE_ROWS],
        targeted: [UNIQUE_ROWS],
      };
      compare(soft, folder);
      compare({ ...file, outcomes: 'discrete', peers, targeted: [DOUBLED_ROWS] }, folder);
    } else console.log('Fixtures and comparison: skipped, as ../shared is not there.');
    const simulated: Comparison = {
      title: 'simulated, 57 models',
      battles: simulatedArena(47_000, 57, 2000),
      baseline: 'm0',
      outcomes: 'discrete',
      peers: [UNIQUE_ROWS, DOUBLED_ROWS],
      targeted: [],
    };
    compare(simulated, folder);
    printFigures('A change of filter', [filterChange()]);
    largeFile(Number(args[0] ?? 1_000_000), join(folder, 'large.csv'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function compare(
  { title, battles, baseline, outcomes, peers, targeted }: Comparison,
  folder: string,
): void {
  const { index } = indexBattles(battles, { outcomes, duplicates: 'keep' });
  const settings = { rounds: ROUNDS, seed: 1, unit: 'prompts' } as const;
  const row = index.models.indexOf(baseline);
  const [first, ...warm] = Array.from({ length: 10 }, () => {
    const started = performance.now();
    bootstrapFit(index, row, settings);
    return (performance.now() - started) / 1000;
  });
  const own = Math.min(...warm);
  const figures: Figure[] = [
    { what: 'Touchstone, first run', value: first, unit: 's', digits: 3 },
    { what: 'Touchstone, best of 9 more', value: own, unit: 's', digits: 3 },
  ];
  const path = join(folder, 'battles.csv');
  writeFileSync(path, csvOf(index));
  const { strengths } = bootstrapFit(index, row, { ...settings, rounds: 1 }).fit;
  for (const peer of peers) {
    const found = runPeer(peer, path, baseline);
    if (!found) break;
    const seconds = (found.seconds * ROUNDS) / peer.rounds;
    const published = (peer.published * index.count) / 47_000;
    const gaps = index.models.map((model, m) =>
      Math.abs(found.ratings[model] - ANCHOR_RATING - POINTS_PER_LOGIT * strengths[m]),
    );
    figures.push(
      { what: peer.shown, value: seconds, unit: 's', digits: 1 },
      {
        what: '  of the published time, by battles',
        value: seconds / published,
        unit: 'times',
        ...(targeted.includes(peer) && { atLeast: 1 - PEER_TOLERANCE, atMost: 1 + PEER_TOLERANCE }),
      },
      {
        what: '  as long as Touchstone',
        value: seconds / own,
        unit: 'times',
        digits: 0,
        ...(targeted.includes(peer) && { atLeast: peer.target }),
      },
      {
        what: '  its ratings differ by at most',
        value: Math.max(...gaps),
        unit: 'points',
        digits: 3,
      },
    );
  }
  printFigures(`${ROUNDS} rounds on ${index.count} battles: ${title}, ${outcomes}`, figures);
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

/** The peer's result; null where Python or its packages lack. */
function runPeer(peer: Peer, path: string, anchor: string): PeerResult | null {
  const script = readFileSync(PEERS, 'utf8');
  const lines = runPython(script, [path, peer.name, String(peer.rounds), anchor]);
  return lines && (JSON.parse(lines[lines.length - 1]) as PeerResult);
}

/** What the page's rank worker does when a filter changes: select, rank, pairs, lengths. */
function filterChange(): Figure {
  const battles = simulatedArena(50_000, 30, 5000);
  const set = new BattleSet();
  for (let at = 0; at < battles.length; at += BATTLES_A_BLOCK) {
    set.add(packBattles(battles.slice(at, at + BATTLES_A_BLOCK)));
  }
  const options = { ...DEFAULT_RANKING, baseline: { model: 'm0' } };
  rankBattles(set, { options: { ...options, rounds: 100 }, filter: {} });
  const started = performance.now();
  rankBattles(set, { options, filter: { category: ['c1', 'c2', 'c3', 'c4'] } });
  return {
    what: '50,000 battles of 30 models, all pairs, 1,000 rounds',
    value: (performance.now() - started) / 1000,
    unit: 's',
    atMost: 1,
  };
}

/** In a process of its own, whose memory holds nothing else. */
function largeFile(count: number, path: string): void {
  writeFileSync(path, writeBattlesCsv(simulatedArena(count, 100, 10_000)));
  const options = ['--import', 'tsx', RUN, 'large-ranking', path];
  spawnSync(process.execPath, options, { stdio: 'inherit' });
}
