import { expect, it } from 'vitest';
import { packBattles } from './battle-block';
import { battlesOnPrompts } from './battles-on-prompts';

it('finds the battles on some prompts in all blocks, in their order', () => {
  const battle = (promptId: string, outcome: number) => ({
    ...{ promptId, outcome, modelA: 'a', modelB: 'b', weight: 1, judge: 'j', game: 1 },
  });
  const blocks = [
    packBattles([battle('p', 1), battle('q', 0), battle('p', 0.5)]),
    packBattles([battle('r', 1)]),
    packBattles([battle('q', 1), battle('p', 0)]),
  ];
  expect(battlesOnPrompts(blocks, new Set(['p', 'x']))).toEqual([
    battle('p', 1),
    battle('p', 0.5),
    battle('p', 0),
  ]);
  expect(battlesOnPrompts(blocks, new Set())).toEqual([]);
});
