import type { AnswerStyle, Battle } from '../data';

const STRENGTHS = [0, 0.8, -0.6, 0.3];

/** Park and Miller's generator (multiplier 48271), as it is easily written down in Python too. */
function parkMiller(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/**
 * 140 battles of four models on 30 prompts, with weights 1 and 3, ties, lengths and headers: the data
 * on which statsmodels 0.15 gave the reference numbers of the tests. Draws in this order: skip, the
 * two lengths, the two headers, the tie, the winner, the weight.
 */
export function referenceBattles(): Required<
  Pick<Battle, 'promptId' | 'modelA' | 'modelB' | 'outcome' | 'weight' | 'styleA' | 'styleB'>
>[] {
  const random = parkMiller(7);
  const battles: ReturnType<typeof referenceBattles> = [];
  for (let p = 0; p < 30; p++) {
    for (let i = 0; i < 4; i++) {
      for (let j = i + 1; j < 4; j++) {
        if (random() < 0.25) continue;
        const [a, b] = [0, 0].map(() => 100 + Math.floor(400 * random()));
        const [headersA, headersB] = [0, 0].map(() => Math.floor(4 * random()));
        const gap = STRENGTHS[i] - STRENGTHS[j] + (0.9 * (a - b)) / (a + b);
        const isTie = random() < 0.15;
        const outcome = isTie ? 0.5 : random() < 1 / (1 + Math.exp(-gap)) ? 1 : 0;
        battles.push({
          promptId: `p${p}`,
          modelA: `m${i}`,
          modelB: `m${j}`,
          outcome,
          weight: random() < 0.2 ? 3 : 1,
          styleA: style(a, headersA),
          styleB: style(b, headersB),
        });
      }
    }
  }
  return battles;
}

function style(length: number, headers: number): AnswerStyle {
  return { length, headers, lists: 0, bold: 0 };
}
