import { describe, expect, it } from 'vitest';
import { referenceBattles } from '../testing/reference-battles';
import { packBattles } from './battle-block';
import { BattleSet } from './battle-set';
import { DEFAULT_RANKING, rankBattles } from './rank-battles';
import { rankingChecks } from './ranking-checks';

const set = new BattleSet();
set.add(packBattles(referenceBattles()));
const request = (model: string | null) => ({
  options: { ...DEFAULT_RANKING, baseline: { model }, rounds: 200 },
  filter: {},
});

describe('rankingChecks', () => {
  it('gives the ranking’s ratings with sandwich intervals', () => {
    const checks = rankingChecks(set, request('m0'));
    const { ranking } = rankBattles(set, request('m0'));
    for (const { model, rating } of ranking.models) {
      for (const rated of [checks.clustered, checks.unclustered]) {
        expect(rated.find((each) => each.model === model)!.rating).toBeCloseTo(rating!, 5);
      }
    }
    const mean = checks.arenaRank.reduce((sum, { rating }) => sum + rating / 4, 0);
    expect(mean).toBeCloseTo(1000, 8);
    expect(checks.worst).toHaveLength(6);
    expect(Math.abs(checks.worst[0].deviate)).toBeGreaterThan(Math.abs(checks.worst[5].deviate));
    expect(checks.lengthControlled).toHaveLength(3);
  });

  it('of an arena has no length control', () => {
    expect(rankingChecks(set, request(null)).lengthControlled).toEqual([]);
  });
});
