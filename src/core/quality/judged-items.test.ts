import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { judgePair, judgesAlpha } from './judge-pair';
import { judgedItems } from './judged-items';
import { jury } from './jury';
import { selfPreference } from './self-preference';

const SETTINGS = { rounds: 100, seed: 1, interval: 0.95 };
const PROMPTS = 40;

/** On every prompt m is better, by a judge whose coin shows it first on every `step`th. */
function judged(judge: string, step: number): Battle[] {
  return Array.from({ length: PROMPTS }, (_, p): Battle => {
    const isFirst = p % step === 0;
    const [modelA, modelB] = isFirst ? ['m', 'base'] : ['base', 'm'];
    const won = p % 4 === 0 ? 0.5 : 1;
    return {
      promptId: `p${p}`,
      modelA,
      modelB,
      outcome: isFirst ? won : 1 - won,
      weight: 1,
      judge,
    };
  });
}
const battles = [...judged('j', 2), ...judged('k', 3)];

describe('battles that judges saw in other orders', () => {
  it('are the same item, turned to its first battle’s order', () => {
    const items = judgedItems(battles);
    expect(items).toHaveLength(PROMPTS);
    for (const item of items) {
      const [[one], [other]] = [...item.values()];
      expect({ ...other, judge: 'j' }).toEqual(one);
    }
  });

  it('count in juries, alpha and self-preference as they do for a pair of judges', () => {
    expect(jury(battles, 'majority')).toHaveLength(PROMPTS);
    for (const { modelA, outcome, promptId } of jury(battles, 'mean')) {
      const won = Number(promptId.slice(1)) % 4 === 0 ? 0.5 : 1;
      expect(modelA === 'm' ? outcome : 1 - outcome).toBe(won);
    }
    const pair = judgePair(
      'j',
      'k',
      (name) => battles.filter(({ judge }) => judge === name),
      SETTINGS,
    )!;
    const alpha = judgesAlpha(battles, SETTINGS);
    expect([alpha.count, alpha.value]).toEqual([pair.exact.count, 1]);
    const familyOf = (model: string) => (model === 'm' ? 'own' : 'other');
    const found = selfPreference(battles, 'j', 'own', familyOf, SETTINGS)!;
    expect(found).toMatchObject({ battles: PROMPTS, difference: 0 });
  });

  it('stay apart where a judge saw both, and styles go with their answers', () => {
    const [seen] = judged('j', 1);
    const style = (length: number) => ({ length, headers: 0, lists: 0, bold: 0 });
    const back: Battle = { ...seen, modelA: 'base', modelB: 'm', outcome: 0.5, judge: 'k' };
    const both = [seen, { ...back, judge: 'j' }, back];
    expect(judgedItems(both).map((item) => [...item.keys()])).toEqual([['j'], ['j', 'k']]);
    const [item] = judgedItems([seen, { ...back, styleA: style(1), styleB: style(2) }]);
    expect(item.get('k')![0]).toMatchObject({ styleA: style(2), styleB: style(1) });
  });
});
