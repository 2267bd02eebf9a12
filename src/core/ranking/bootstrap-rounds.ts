import { TouchstoneError } from '../data';
import type { OnProgress } from '../data';
import { Sfc32 } from '../random';
import type { BattleIndex } from './battle-index';

/** What is drawn with replacement: prompts with all their games, or (compatibility) single rows. */
export type BootstrapUnit = 'prompts' | 'rows';

export interface BootstrapSettings {
  /** 100, as in blog and paper, at the least for a percentile interval; 1,000 by default. */
  readonly rounds: number;
  readonly seed: number;
  readonly unit: BootstrapUnit;
  /**
   * Stratum of each prompt (such as its category, from 0): each is then resampled within itself, so
   * that none is ever empty.
   */
  readonly strata?: Int32Array;
}

const PROGRESS_ROUNDS = 20;

/**
 * Draws how often each unit counts in each round, and hands it over; the array is reused. Units are
 * drawn jointly over all models, judges and categories: all games of a prompt move together.
 * @param units number of units
 * @throws TouchstoneError `rounds`
 */
export function forEachRound(
  units: number,
  settings: BootstrapSettings,
  visit: (multiplicity: Float64Array, round: number) => void,
  onProgress?: OnProgress,
): void {
  forEachBlock(units, settings, 1, visit, onProgress);
}

/**
 * The same rounds, some at a time: unit u's multiplicity in the block's l-th round stands at
 * `u × lanes + l`. The last block may lack rounds; their lanes are 0.
 */
export function forEachBlock(
  units: number,
  settings: BootstrapSettings,
  lanes: number,
  visit: (multiplicity: Float64Array, firstRound: number, drawn: number) => void,
  onProgress?: OnProgress,
): void {
  const { rounds, seed } = settings;
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new TouchstoneError('rounds', `Rounds must be a whole number from 1, not ${rounds}.`);
  }
  const random = new Sfc32(seed);
  const groups = membersOf(units, settings.strata);
  const multiplicity = new Float64Array(units * lanes);
  let told = 0;
  for (let first = 0; first < rounds; first += lanes) {
    const drawn = Math.min(lanes, rounds - first);
    multiplicity.fill(0);
    for (let lane = 0; lane < drawn; lane++) {
      for (const group of groups) random.countSample(group, multiplicity, lanes, lane);
    }
    visit(multiplicity, first, drawn);
    if (onProgress && first + drawn >= told + PROGRESS_ROUNDS) {
      told = first + drawn;
      onProgress({ done: told, total: rounds });
    }
  }
}

function membersOf(units: number, strata: Int32Array | undefined): Int32Array[] {
  const all = Int32Array.from({ length: units }, (_, i) => i);
  if (!strata) return [all];
  const present = [...new Set(strata.subarray(0, units))].sort((a, b) => a - b);
  return present.map((stratum) => all.filter((unit) => strata[unit] === stratum));
}

/**
 * Battles as Arena-Hard's row bootstrap sees them: each game, and each copy of a big win, stands
 * alone, as if it were a prompt of its own. It understates the error where games share prompts.
 * Where some weight is not a whole number there are no copies: each row stands alone with its weight.
 * @returns the rows as an index of their own, and which row of the given one each comes from
 */
export function rowsAsPrompts(index: BattleIndex): { index: BattleIndex; from: Int32Array } {
  const areCopies = index.weight.every(Number.isInteger);
  const copiesOf = (row: number) => (areCopies ? index.weight[row] : 1);
  let total = 0;
  for (let row = 0; row < index.count; row++) total += copiesOf(row);
  const from = new Int32Array(total);
  for (let row = 0, next = 0; row < index.count; row++) {
    from.fill(row, next, (next += copiesOf(row)));
  }
  const rows: BattleIndex = {
    models: index.models,
    prompts: Array.from(from, (row) => index.prompts[index.prompt[row]]),
    count: total,
    prompt: Int32Array.from({ length: total }, (_, i) => i),
    modelA: Int32Array.from(from, (row) => index.modelA[row]),
    modelB: Int32Array.from(from, (row) => index.modelB[row]),
    outcome: Float64Array.from(from, (row) => index.outcome[row]),
    weight: Float64Array.from(from, (row) => (areCopies ? 1 : index.weight[row])),
    position: Int32Array.from(from, (row) => index.position[row]),
  };
  return { index: rows, from };
}
