import { expect, it } from 'vitest';
import { clusterScores, clustersReaching } from './cluster-scores';

const members = (cluster: string | null, ...scores: (number | null)[]) =>
  scores.map((score) => ({ cluster, score }));

const SCORES = clusterScores([
  ...members('chat', 1, 2, null),
  ...members(null, 7, 7),
  ...members('proofs', 6, 7, 5, 6),
  ...members('new', null),
  ...members('one', 4),
]);

it('ranks clusters by the mean over their scored prompts, unscored ones last, noise left out', () => {
  expect(SCORES.map(({ cluster, size, scored, mean }) => [cluster, size, scored, mean])).toEqual([
    ['proofs', 4, 4, 6],
    ['one', 1, 1, 4],
    ['chat', 3, 2, 1.5],
    ['new', 1, 0, NaN],
  ]);
});

it('tells how much the scores of a cluster spread', () => {
  const [proofs, one, chat, none] = SCORES.map(({ deviation }) => deviation);
  expect(proofs).toBeCloseTo(Math.sqrt(2 / 3), 12);
  expect(chat).toBeCloseTo(Math.SQRT1_2, 12);
  expect([one, none]).toEqual([NaN, NaN]);
});

it('counts the clusters at a threshold, itself included, with all of their prompts, and those on few scores', () => {
  const at = (mean: number, scored = 1) => clustersReaching(SCORES, { mean, scored });
  expect(at(6)).toEqual({ clusters: 1, of: 3, prompts: 4, onFew: 1 });
  expect(at(1.5)).toEqual({ clusters: 3, of: 3, prompts: 8, onFew: 3 });
  expect(at(7)).toEqual({ clusters: 0, of: 3, prompts: 0, onFew: 0 });
  expect(at(1.5, 2)).toEqual({ clusters: 2, of: 3, prompts: 7, onFew: 2 });
  const five = clusterScores(members('five', 3, 3, 3, 3, 3));
  expect(clustersReaching(five, { mean: 3, scored: 1 })).toMatchObject({ clusters: 1, onFew: 0 });
});
