import type { Battle } from '../src/core/data';
import { seededRandom } from '../src/core/random';

/** Battles of random pairs of models with ties, each on one of some prompts, in five categories. */
export function simulatedArena(count: number, models: number, prompts: number): Battle[] {
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
