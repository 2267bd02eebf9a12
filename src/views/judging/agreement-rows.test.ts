import { expect, it } from 'vitest';
import type { Battle } from '../../core/data';
import { packBattles } from '../../core/ranking/battle-block';
import { HUMAN_FILE } from '../../workspace/battle-file';
import type { Workspace } from '../../workspace/workspace.svelte';
import { judgedWithYou } from './agreement-rows';

const battle = (judge?: string): Battle => ({
  ...{ promptId: 'p', modelA: 'a', modelB: 'b', outcome: 1, weight: 1 },
  ...(judge !== undefined && { judge }),
});

it('lists judges by name, voters and judges without one by their file, and not the person', () => {
  const file = (name: string, battles: readonly Battle[]) => ({
    name,
    blockList: [packBattles(battles)],
  });
  const voters = Array.from({ length: 30 }, (_, n) => battle(`arena_user_${n}`));
  const workspace = {
    judging: { human: { verdicts: [{ promptId: 'p' }] } },
    battles: {
      files: [
        file('run', [battle('gpt'), { ...battle('gpt'), promptId: 'not judged by hand' }]),
        file('arena.csv', voters),
        file('plain.csv', [battle(), battle('human')]),
        file(HUMAN_FILE, [battle('human')]),
      ],
    },
  } as unknown as Workspace;
  const found = [...judgedWithYou(workspace)].map(([judge, { length }]) => [judge, length]);
  expect(found).toEqual([
    ['gpt', 1],
    ['verdicts in arena.csv', 30],
    ['verdicts in plain.csv', 2],
  ]);
});
