import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { accuracy, confusionMatrix, macroF1 } from './confusion-matrix';
import { SeedDistances } from './seed-distances';
import { setAside, sweepK, sweepThreshold, validateKnn } from './validation';

/** Two well-parted groups of directions, ten rows each, and one row of the second amid the first. */
function twoGroups() {
  const random = seededRandom(3);
  const data = new Float32Array(21 * 2);
  const seeds = Array.from({ length: 21 }, (_, row) => {
    const first = row < 10 || row === 20;
    const angle = (first ? 0 : Math.PI / 2) + (row === 20 ? 0.1 : 0.2 * random());
    data.set([Math.cos(angle), Math.sin(angle)], row * 2);
    return { row, category: row < 10 ? 'a' : 'b' };
  });
  const distances = new SeedDistances({ data, count: 21, dim: 2 });
  for (const { row } of seeds) distances.add(row);
  return { distances, seeds };
}

describe('confusionMatrix', () => {
  it('gives accuracy and macro-F1 as scikit-learn does', () => {
    // sklearn.metrics.f1_score(['a','a','b','c'], ['a','b','b','d'], average='macro') = 1/3
    const matrix = confusionMatrix(['a', 'a', 'b', 'c'], ['a', 'b', 'b', 'd']);
    expect(matrix.classes).toEqual(['a', 'b', 'c', 'd']);
    expect([...matrix.counts]).toEqual([1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(accuracy(matrix)).toBe(0.5);
    expect(macroF1(matrix)).toBeCloseTo(1 / 3, 12);
    expect(() => confusionMatrix(['a'], [])).toThrow(/1 true labels/);
  });
});

describe('validateKnn', () => {
  it('leaves each seed out of its own vote', () => {
    const { distances, seeds } = twoGroups();
    const found = validateKnn(distances, seeds, { k: 3, weights: 'uniform' });
    // Row 20 lies among the others' group, so it alone is wrong.
    expect(found.accuracy).toBeCloseTo(20 / 21, 12);
    expect([...found.confusion.counts]).toEqual([10, 0, 1, 10]);
    expect(found.macroF1).toBeCloseTo((20 / 21 + 20 / 21) / 2, 12);
  });

  it('leaves rows that are truly general out of the class figures, and counts them in the sweep', () => {
    const { distances, seeds } = twoGroups();
    const known = [
      { row: 0, category: 'a' },
      { row: 20, category: 'general' },
    ];
    const found = validateKnn(distances, seeds.slice(0, 20), { k: 11, weights: 'uniform' }, known);
    expect(found.confusion.total).toBe(1);
    const [never, always] = sweepThreshold(found, [1, 0]);
    expect(never).toMatchObject({ coverage: 1, accuracyKept: 0.5, accuracy: 0.5 });
    expect(always).toMatchObject({ coverage: 0, accuracyKept: NaN, accuracy: 0.5 });
    expect(() => validateKnn(distances, seeds, { k: 1, weights: 'uniform' }, [])).toThrow(
      /no labelled prompt/,
    );
  });

  it('names the best k of a sweep, the smallest where several are', () => {
    const { distances, seeds } = twoGroups();
    const { points, best } = sweepK(distances, seeds, { k: 1, weights: 'uniform' }, [21, 3, 5, 1]);
    expect(points.map((point) => point.k)).toEqual([1, 3, 5, 21]);
    const top = Math.max(...points.map((point) => point.macroF1));
    expect(best).toBe(points.find((point) => point.macroF1 === top));
  });
});

describe('setAside', () => {
  it('takes the share from each category, keeps a seed of each, and repeats itself', () => {
    const labelled = Array.from({ length: 24 }, (_, row) => ({
      row,
      category: row < 20 ? 'a' : row < 22 ? 'b' : row < 23 ? 'c' : 'general',
    }));
    const { seeds, validation } = setAside(labelled, 0.9, 5);
    const count = (list: typeof labelled, name: string) =>
      list.filter((each) => each.category === name).length;
    expect(['a', 'b', 'c', 'general'].map((name) => count(seeds, name))).toEqual([2, 1, 1, 0]);
    expect(['a', 'b', 'c', 'general'].map((name) => count(validation, name))).toEqual([
      18, 1, 0, 1,
    ]);
    expect(setAside(labelled, 0.9, 5)).toEqual({ seeds, validation });
    expect(setAside(labelled, 0.9, 6).seeds).not.toEqual(seeds);
  });
});
