import { expect, it } from 'vitest';
import { AnswerBook } from '../core/judging/answer';
import { humanBattle } from '../core/judging/human-verdicts';
import { promptsWith } from '../core/labels/testing/prompts';
import { packBattles } from '../core/ranking/battle-block';
import { BattleSet } from '../core/ranking/battle-set';
import { promptGroups } from './prompt-groups';

it('tells battles that are judged in the page their category: the label, else that of the file', () => {
  const prompts = promptsWith({ category: 'file' }, { category: 'file' });
  const texts = {
    prompts: new Map(prompts.map((prompt) => [prompt.id, prompt])),
    answers: new AnswerBook(),
  };
  const set = new BattleSet();
  const game = { modelA: 'a', modelB: 'b', game: 1 } as const;
  set.add(
    packBattles(
      prompts.map(({ id }) =>
        humanBattle({ ...game, promptId: id, level: 1, answers: 'h' }, texts, 3),
      ),
    ),
  );
  const groupBy = (categoryOf: readonly (string | null)[] | null) => {
    set.addGroups(
      promptGroups({
        ...{ prompts, clusters: { state: null }, map: { clusters: [] }, labels: { categoryOf } },
        tags: { score: null, expert: null, occupations: null, flags: null },
      }),
    );
    return [0, 1].map((position) => set.valuesAt('category', position));
  };
  expect(groupBy(null)).toEqual([['file'], ['file']]);
  expect(groupBy(['law', null])).toEqual([['law'], ['file']]);
});
