import type { Battle } from '../data';
import { Names } from './names';
import { repeatedRows } from './repeated-battles';

/** Battles as columns, checked once, so that everything after is plain loops. */
export interface BattleIndex {
  /** By first appearance. */
  readonly models: readonly string[];
  readonly prompts: readonly string[];
  readonly count: number;
  /** Each of length `count`: rows of `prompts` and `models`. */
  readonly prompt: Int32Array;
  readonly modelA: Int32Array;
  readonly modelB: Int32Array;
  /** A's share, 0 to 1. */
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
  /** Where each stood in the list that was given, to join filters and covariates. */
  readonly position: Int32Array;
}

export interface BattleSettings {
  /** Soft outcomes as they are, or only win, tie, loss (> 0.5, = 0.5, < 0.5). */
  readonly outcomes: 'soft' | 'discrete';
  /** Whether exact repeats of a battle count each time or once. */
  readonly duplicates: 'keep' | 'drop';
}

export interface IndexedBattles {
  readonly index: BattleIndex;
  /** Battles that repeat an earlier one exactly (kept or dropped, as set). */
  readonly repeated: number;
  /** How many were left out, by reason; reasons that did not occur are absent. */
  readonly dropped: Readonly<Record<string, number>>;
}

function refusal(battle: Battle): string | null {
  if (!battle.modelA || !battle.modelB) return 'missingModel';
  if (battle.modelA === battle.modelB) return 'sameModelTwice';
  if (!(battle.outcome >= 0 && battle.outcome <= 1)) return 'outcomeOutsideRange';
  if (!(battle.weight > 0 && battle.weight < Infinity)) return 'weightNotPositive';
  return null;
}

function discrete(outcome: number): number {
  if (outcome === 0.5) return 0.5;
  return outcome > 0.5 ? 1 : 0;
}

/** What else tells one battle of the same models on the same prompt from another. */
function circumstanceOf({ judge = '', game, tags }: Battle): string {
  // Most files have no games and tags: their judge's name is there already, and no text is built.
  if (tags) return [judge, game ?? 0, ...tags].join('\0');
  return game === undefined ? judge : `${judge}\0${game}`;
}

/** Sums of larger weights than it may be no numbers any more. */
const MOST_WEIGHT = 1e100;

/** Weights as they are, or all made smaller alike, which changes no rate, where one is enormous. */
export function summableWeights(weights: Float64Array): Float64Array {
  const largest = weights.reduce((most, each) => Math.max(most, each), 0);
  return largest > MOST_WEIGHT ? weights.map((each) => (each / largest) * MOST_WEIGHT) : weights;
}

/**
 * Checks and numbers battles. Those that can't count are left out and counted by reason:
 * `missingModel`, `sameModelTwice`, `outcomeOutsideRange` (NaN too), `weightNotPositive`,
 * `repeated` (with `duplicates: 'drop'`). Cost linear.
 */
export function indexBattles(battles: readonly Battle[], settings: BattleSettings): IndexedBattles {
  const models = new Names();
  const prompts = new Names();
  const circumstances = new Names();
  const size = battles.length;
  const prompt = new Int32Array(size);
  const modelA = new Int32Array(size);
  const modelB = new Int32Array(size);
  const outcome = new Float64Array(size);
  const weight = new Float64Array(size);
  const position = new Int32Array(size);
  const circumstance = new Int32Array(size);
  const dropped: Record<string, number> = {};
  let count = 0;
  for (let i = 0; i < size; i++) {
    const battle = battles[i];
    const reason = refusal(battle);
    if (reason) {
      dropped[reason] = (dropped[reason] ?? 0) + 1;
      continue;
    }
    prompt[count] = prompts.row(battle.promptId);
    modelA[count] = models.row(battle.modelA);
    modelB[count] = models.row(battle.modelB);
    outcome[count] = settings.outcomes === 'discrete' ? discrete(battle.outcome) : battle.outcome;
    weight[count] = battle.weight;
    position[count] = i;
    circumstance[count] = circumstances.row(circumstanceOf(battle));
    count++;
  }
  const all: BattleIndex = {
    models: models.list,
    prompts: prompts.list,
    count,
    prompt: prompt.subarray(0, count),
    modelA: modelA.subarray(0, count),
    modelB: modelB.subarray(0, count),
    outcome: outcome.subarray(0, count),
    weight: summableWeights(weight.subarray(0, count)),
    position: position.subarray(0, count),
  };
  const repeats = repeatedRows(all, circumstance);
  const repeated = repeats.reduce((sum, each) => sum + each, 0);
  if (repeated === 0 || settings.duplicates === 'keep') return { index: all, repeated, dropped };
  dropped.repeated = repeated;
  return { index: selectBattles(all, (row) => repeats[row] === 0), repeated, dropped };
}

/**
 * The battles that pass, with models and prompts numbered as before: so that a category is
 * resampled jointly with the whole.
 */
export function selectBattles(index: BattleIndex, keep: (row: number) => boolean): BattleIndex {
  const rows: number[] = [];
  for (let row = 0; row < index.count; row++) if (keep(row)) rows.push(row);
  const pick = <T extends Int32Array | Float64Array>(column: T, into: T): T => {
    for (let i = 0; i < rows.length; i++) into[i] = column[rows[i]];
    return into;
  };
  return {
    ...index,
    count: rows.length,
    prompt: pick(index.prompt, new Int32Array(rows.length)),
    modelA: pick(index.modelA, new Int32Array(rows.length)),
    modelB: pick(index.modelB, new Int32Array(rows.length)),
    outcome: pick(index.outcome, new Float64Array(rows.length)),
    weight: pick(index.weight, new Float64Array(rows.length)),
    position: pick(index.position, new Int32Array(rows.length)),
  };
}

/** The row of a model in `models`, or −1 where it takes part in none of these battles. */
export function rowInBattles(index: BattleIndex, model: string): number {
  const row = index.models.indexOf(model);
  return row >= 0 && (index.modelA.includes(row) || index.modelB.includes(row)) ? row : -1;
}

/** The model that takes part in every battle, if there is exactly one: a benchmark's baseline. */
export function commonOpponent(index: BattleIndex): string | null {
  if (index.count === 0) return null;
  const candidates = [index.modelA[0], index.modelB[0]].filter((model) => {
    for (let row = 0; row < index.count; row++) {
      if (index.modelA[row] !== model && index.modelB[row] !== model) return false;
    }
    return true;
  });
  return candidates.length === 1 ? index.models[candidates[0]] : null;
}
