import type { BattleIndex } from './battle-index';

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
  const met = new Set<number>();
  for (let row = 0; row < index.count; row++) {
    count(counted, index.modelA[row], index.outcome[row]);
    count(counted, index.modelB[row], 1 - index.outcome[row]);
    for (const model of [index.modelA[row], index.modelB[row]]) {
      const key = index.prompt[row] * models + model;
      if (met.has(key)) continue;
      met.add(key);
      counted.prompts[model]++;
    }
  }
  return counted;
}

function count(counted: Tally, model: number, share: number): void {
  counted.battles[model]++;
  counted.shares[model] += share;
  if (share === 0.5) counted.ties[model]++;
  else if (share > 0.5) counted.wins[model]++;
  else counted.losses[model]++;
}
