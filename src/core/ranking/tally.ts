import type { BattleIndex } from './battle-index';
import { sortedBy } from './pair-counts';

/** Raw counts, one a model. */
export interface Tally {
  /** Rows, unweighted. */
  readonly battles: Int32Array;
  readonly wins: Int32Array;
  readonly ties: Int32Array;
  readonly losses: Int32Array;
  /** Sum of the model's shares of its battles, unweighted. */
  readonly shares: Float64Array;
  /** Different prompts. */
  readonly prompts: Int32Array;
}

/** Counts each model's battles; a soft outcome counts for the side that it favours. Cost linear. */
export function tally(index: BattleIndex): Tally {
  const models = index.models.length;
  const counted: Tally = {
    battles: new Int32Array(models),
    wins: new Int32Array(models),
    ties: new Int32Array(models),
    losses: new Int32Array(models),
    shares: new Float64Array(models),
    prompts: new Int32Array(models),
  };
  for (let row = 0; row < index.count; row++) {
    count(counted, index.modelA[row], index.outcome[row]);
    count(counted, index.modelB[row], 1 - index.outcome[row]);
  }
  countPrompts(index, counted.prompts);
  return counted;
}

/** Goes through the rows prompt by prompt, so that one number a model tells whether it was there. */
function countPrompts(index: BattleIndex, prompts: Int32Array): void {
  const rows = Int32Array.from({ length: index.count }, (_, row) => row);
  const latest = new Int32Array(prompts.length).fill(-1);
  for (const row of sortedBy(rows, index.prompt, index.prompts.length)) {
    const prompt = index.prompt[row];
    if (latest[index.modelA[row]] !== prompt) prompts[index.modelA[row]]++;
    latest[index.modelA[row]] = prompt;
    if (latest[index.modelB[row]] !== prompt) prompts[index.modelB[row]]++;
    latest[index.modelB[row]] = prompt;
  }
}

function count(counted: Tally, model: number, share: number): void {
  counted.battles[model]++;
  counted.shares[model] += share;
  if (share === 0.5) counted.ties[model]++;
  else if (share > 0.5) counted.wins[model]++;
  else counted.losses[model]++;
}
