import { describe, expect, it } from 'vitest';
import type { Label, LabelSource } from '../data';
import { OCCUPATIONAL_FIELDS, PAPER_CATEGORIES } from './category-presets';
import { contradictoryLabels } from './contradictions';
import { assignedCategories, maximumEntropy, thresholdInNats } from './entropy-threshold';
import type { KnnPredictions } from './knn';
import { adviseKnn, suggestK } from './knn-advice';
import { byCluster, randomOrder, uncertainFirst } from './label-queue';
import { resolveLabelRows } from './label-rows';
import { assignLabels, handLabels, knnLabels, removeLabels } from './label-set';

const label = (promptId: string, category: string, source: LabelSource): Label => ({
  promptId,
  category,
  source,
  probability: 1,
});

const predictions: KnnPredictions = {
  rows: Int32Array.of(0, 1, 2),
  classes: ['law', 'maths'],
  predicted: Int32Array.of(1, 0, 1),
  probabilities: Float64Array.of(0.1, 0.9, 0.5, 0.5, 0, 1),
  entropy: Float64Array.of(0.325, Math.LN2, 0),
};

describe('category presets', () => {
  it('are the 13 of the paper and the 23 fields, each named once and described', () => {
    expect([PAPER_CATEGORIES.length, OCCUPATIONAL_FIELDS.length]).toEqual([13, 23]);
    for (const preset of [PAPER_CATEGORIES, OCCUPATIONAL_FIELDS]) {
      expect(new Set(preset.map((each) => each.name)).size).toBe(preset.length);
      expect(preset.every((each) => each.description.length > 20)).toBe(true);
    }
  });
});

describe('label set', () => {
  it('never overwrites a hand label but by hand', () => {
    const byHand = assignLabels(new Map(), handLabels(['p1', 'p2'], 'law')).labels;
    for (const source of ['knn', 'llm', 'import'] as const) {
      const { labels, kept } = assignLabels(byHand, [
        label('p1', 'maths', source),
        label('p3', 'maths', source),
      ]);
      expect(kept).toEqual(['p1']);
      expect(labels.get('p1')?.category).toBe('law');
      expect(labels.get('p3')?.category).toBe('maths');
    }
    const relabelled = assignLabels(byHand, handLabels(['p1'], 'maths')).labels;
    expect(relabelled.get('p1')?.category).toBe('maths');
    expect(byHand.get('p1')?.category).toBe('law');
    expect(removeLabels(byHand, ['p1']).has('p1')).toBe(false);
  });

  it('writes predictions as labels, with the bucket above the threshold', () => {
    const labels = knnLabels(['p1', 'p2', 'p3'], predictions, 0.5);
    expect(labels.map((each) => each.category)).toEqual(['maths', 'general', 'maths']);
    expect(labels.map((each) => each.probability)).toEqual([0.9, 0.5, 1]);
    expect(assignedCategories(predictions, Math.LN2)).toEqual(['maths', 'law', 'maths']);
  });
});

describe('entropy threshold', () => {
  it('is in nats or a share of the largest entropy', () => {
    expect(maximumEntropy(13, 40)).toBeCloseTo(Math.log(13), 12);
    expect(maximumEntropy(13, 5)).toBeCloseTo(Math.log(5), 12);
    expect(thresholdInNats({ unit: 'share', value: 0.5 }, 4, 40)).toBeCloseTo(Math.LN2, 12);
    expect(thresholdInNats({ unit: 'nats', value: 1.5 }, 4, 40)).toBe(1.5);
    expect(() => thresholdInNats({ unit: 'share', value: 1.5 }, 4, 40)).toThrow(/between 0 and 1/);
    expect(() => thresholdInNats({ unit: 'nats', value: NaN }, 4, 40)).toThrow(/0 nats or more/);
  });
});

describe('adviseKnn', () => {
  const seeds = ['law', 'law', 'maths'].map((category, row) => ({ row, category }));
  const ofSizes = (sizes: Readonly<Record<string, number>>) =>
    Object.entries(sizes)
      .flatMap(([category, size]) => new Array<string>(size).fill(category))
      .map((category, row) => ({ row, category }));
  const codes = (input: Partial<Parameters<typeof adviseKnn>[0]>) =>
    adviseKnn({ categories: ['law', 'maths'], seeds, k: 1, thresholdNats: 0.5, ...input }).map(
      (notice) => notice.code,
    );

  it('suggests the smallest class, at most 40', () => {
    expect(suggestK(seeds)).toBe(1);
    expect(suggestK([])).toBe(40);
    expect(suggestK(ofSizes({ a: 50 }))).toBe(40);
  });

  it('lets no category lower k that has only just begun, and says so', () => {
    expect(suggestK(ofSizes({ a: 20, b: 12, c: 4, d: 1 }))).toBe(12);
    expect(suggestK(ofSizes({ a: 20, b: 5 }))).toBe(5);
    const notices = (k: number) =>
      adviseKnn({ categories: [], seeds: ofSizes({ a: 20, c: 4, d: 1 }), k, thresholdNats: 0.5 });
    expect(notices(20).map(({ code, subject }) => [code, subject])).toEqual([
      ['few-seeds', 'c'],
      ['single-seed', 'd'],
    ]);
    expect(notices(4).map(({ code }) => code)).toEqual(['single-seed']);
  });

  it('warns of each doubtful case', () => {
    expect(codes({ categories: ['law', 'maths', 'medical', 'general'] })).toContain(
      'category-without-seeds',
    );
    expect(codes({})).toContain('single-seed');
    const notices = adviseKnn({ categories: [], seeds, k: 1, thresholdNats: 0.5 });
    const single = notices.find(({ code }) => code === 'single-seed');
    expect(single?.message).toMatch(/has one seed only.*Label at least 10\./);
    expect(codes({ seeds: seeds.slice(0, 2) })).toContain('single-class');
    expect(codes({ k: 4 })).toContain('k-above-seeds');
    expect(codes({ k: 3 })).toContain('k-above-smallest-class');
    expect(codes({ k: 3, thresholdNats: 1.5 })).toContain('threshold-out-of-reach');
    expect(codes({ k: 3, entropy: Float64Array.of(0.6, 0.6) })).toContain('all-general');
    expect(codes({ seeds: [] })).toEqual(['category-without-seeds', 'category-without-seeds']);
  });
});

describe('resolveLabelRows', () => {
  it('lists unknown prompts, unknown categories and contradictions, and takes the rest', () => {
    const rows = [
      ['p1', 'law'],
      ['p9', 'law'],
      ['p2', 'cooking'],
      ['p1', 'law'],
      ['p1', 'maths'],
      ['p3', 'general'],
      ['', 'law'],
      ['p2', ''],
    ].map(([key, category], i) => ({ key, category, source: '', line: i + 2 }));
    const known = new Set(['p1', 'p2', 'p3']);
    const { labels, errors } = resolveLabelRows(rows, known, new Set(['law', 'maths']), 'l.csv');
    expect(labels.map((each) => [each.promptId, each.category])).toEqual([
      ['p1', 'law'],
      ['p3', 'general'],
    ]);
    expect(errors.map((error) => error.row)).toEqual([3, 4, 6, 8, 9]);
    expect(errors[2].reason).toContain('"law" in line 2');
    expect(resolveLabelRows(rows, known, null, 'l.csv').labels).toHaveLength(3);
  });
});

describe('contradictoryLabels', () => {
  it('finds duplicates in different categories', () => {
    const found = contradictoryLabels([
      { promptId: 'p1', category: 'law', group: 'x' },
      { promptId: 'p2', category: 'law', group: 'y' },
      { promptId: 'p3', category: 'maths', group: 'x' },
      { promptId: 'p4', category: 'law', group: 'y' },
    ]);
    expect(found.map((each) => each.promptIds)).toEqual([['p1', 'p3']]);
    expect(found[0].message).toContain('p1 as "law", p3 as "maths"');
  });
});

describe('label queues', () => {
  it('put the least certain first', () => {
    const entropy = Float64Array.of(0.2, 0, 0.7, 0, 0.2);
    expect([...uncertainFirst(Int32Array.of(3, 4, 0, 2, 1), entropy)]).toEqual([2, 4, 0, 3, 1]);
  });

  it('shuffle by seed', () => {
    const rows = Int32Array.from({ length: 50 }, (_, row) => row);
    expect(randomOrder(rows, 1)).toEqual(randomOrder(rows, 1));
    expect(randomOrder(rows, 2)).not.toEqual(randomOrder(rows, 1));
    expect(randomOrder(rows, 1).toSorted()).toEqual(rows);
  });

  it('go cluster by cluster, the largest first and noise last', () => {
    const labels = Int32Array.of(-1, 0, 1, 1, -1, -1);
    const strength = Float64Array.of(0, 1, 0.5, 0.9, 0, 0);
    const rows = Int32Array.of(0, 1, 2, 3, 4, 5);
    expect([...byCluster(rows, labels, strength)]).toEqual([3, 2, 1, 0, 4, 5]);
  });
});
