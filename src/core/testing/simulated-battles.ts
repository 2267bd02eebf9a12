import type { Battle } from '../data';
import { randomNormal } from '../random';
import type { Random } from '../random';

export interface Simulation {
  readonly prompts: number;
  /** Log-odds strengths; model i is called `m<i>`. */
  readonly strengths: readonly number[];
  /** Standard deviation of what a prompt adds to each model's log-odds: games of a prompt depend on it. */
  readonly promptEffect: number;
  /** All against model 0, or every pair. */
  readonly design: 'star' | 'pairs';
  /** Games on each prompt and pair; even ones are played in swapped order. */
  readonly games: number;
  /** Share of ties. */
  readonly ties: number;
}

/** Battles with known strengths, whose games share prompt effects. Fully determined by the generator. */
export function simulateBattles(simulation: Simulation, random: Random): Battle[] {
  const { prompts, strengths, promptEffect, design, games, ties } = simulation;
  const battles: Battle[] = [];
  for (let p = 0; p < prompts; p++) {
    const effects = strengths.map((each) => each + promptEffect * randomNormal(random));
    for (let i = 0; i < strengths.length; i++) {
      for (let j = i + 1; j < strengths.length; j++) {
        if (design === 'star' && i > 0) continue;
        for (let game = 1; game <= games; game++) {
          const wins = random() < 1 / (1 + Math.exp(effects[j] - effects[i])) ? 1 : 0;
          const outcome = random() < ties ? 0.5 : wins;
          const swapped = game % 2 === 0;
          battles.push({
            promptId: `p${p}`,
            modelA: `m${swapped ? j : i}`,
            modelB: `m${swapped ? i : j}`,
            outcome: swapped ? 1 - outcome : outcome,
            weight: 1,
            game,
          });
        }
      }
    }
  }
  return battles;
}
