import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { seededRandom } from '../random';
import { packBattles } from './battle-block';
import { BattleSet } from './battle-set';
import { promptsNeeded } from './plan-battles';
import { DEFAULT_RANKING } from './rank-battles';

const style = (length: number) => ({ length, headers: 0, lists: 0, bold: 0 });

describe('promptsNeeded', () => {
  it('plans the ranking that is shown: with style control, of what is left at equal style', () => {
    // The longer answer wins 80 %, whoever wrote it; `long` writes it mostly, `short` seldom.
    const random = seededRandom(5);
    const battles = Array.from({ length: 200 }, (_, p) =>
      (['long', 'short'] as const).map((modelA, m): Battle => {
        const isLonger = random() < 0.2 !== (m === 0);
        const outcome = random() < 0.8 === isLonger ? 1 : 0;
        const [styleA, styleB] = isLonger ? [style(200), style(100)] : [style(100), style(200)];
        return { promptId: `p${p}`, modelA, modelB: 'base', outcome, weight: 1, styleA, styleB };
      }),
    ).flat();
    const set = new BattleSet();
    set.add(packBattles(battles));
    const needed = (of: typeof DEFAULT_RANKING) =>
      promptsNeeded(set, { options: of, filter: {} }, 0.8).needed ?? Infinity;
    const controlled = { form: 'density', prediction: 'equal' } as const;
    expect(needed(DEFAULT_RANKING)).toBeLessThan(200);
    expect(needed({ ...DEFAULT_RANKING, style: controlled })).toBeGreaterThan(1000);
  });

  it('does not trust rounds in which a model with few battles never loses', () => {
    const won = (modelA: string, count: number, outcome: (p: number) => number) =>
      Array.from({ length: count }, (_, p): Battle => {
        return { promptId: `p${p}`, modelA, modelB: 'base', outcome: outcome(p), weight: 1 };
      });
    const needed = (newcomer: number) => {
      const set = new BattleSet();
      set.add(
        packBattles([
          ...won('good', 200, (p) => (p % 4 ? 1 : 0)),
          ...won('newcomer', newcomer, () => 1),
        ]),
      );
      const request = { options: DEFAULT_RANKING, filter: {} };
      return promptsNeeded(set, request, 0.9).needed ?? Infinity;
    };
    expect(needed(5)).toBeGreaterThan(200);
    expect(needed(200)).toBeLessThan(200);
  });
});
