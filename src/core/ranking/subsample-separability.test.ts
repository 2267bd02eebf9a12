import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { simulateBattles } from '../testing/simulated-battles';
import { indexBattles } from './battle-index';
import { rankModels } from './rank-models';
import { subsampledSeparability } from './subsample-separability';

const simulation = {
  prompts: 300,
  strengths: [0, -1.5, -1, -0.4, 0.3, 0.9, 1.6],
  promptEffect: 1,
  design: 'star',
  games: 2,
  ties: 0.1,
} as const;
const settings = { rounds: 200, interval: 0.95, seed: 1 } as const;

function rankedSeparability(prompts: number, seed: number): number {
  const battles = simulateBattles({ ...simulation, prompts }, seededRandom(seed));
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  return rankModels(index, {
    ...settings,
    baseline: 'm0',
    anchor: 'baseline',
    unit: 'prompts',
  }).separability;
}

describe('subsampledSeparability', () => {
  const battles = simulateBattles(simulation, seededRandom(3));
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });

  it('foretells from 300 prompts what data sets of 75 show', () => {
    const [found] = subsampledSeparability(index, { ...settings, baseline: 'm0', sizes: [75] });
    let mean = 0;
    const sets = 60;
    for (let seed = 0; seed < sets; seed++) mean += rankedSeparability(75, 100 + seed) / sets;
    expect(Math.abs(found.separability - mean)).toBeLessThan(0.08);
  });

  it('ends at the ranking’s own separability, and grows up to it', () => {
    const found = subsampledSeparability(index, {
      ...settings,
      baseline: 'm0',
      sizes: [20, 80, 300],
    });
    const shares = found.map((each) => each.separability);
    expect(shares[0]).toBeLessThan(shares[1]);
    expect(shares[1]).toBeLessThan(shares[2]);
    expect(Math.abs(shares[2] - rankedSeparability(300, 3))).toBeLessThan(0.06);
  });

  it('names a size that cannot be drawn', () => {
    for (const size of [1, 301, 2.5]) {
      const choose = () =>
        subsampledSeparability(index, { ...settings, baseline: 'm0', sizes: [size] });
      expect(choose).toThrow('Choose a number from 2 to 300');
    }
  });
});
