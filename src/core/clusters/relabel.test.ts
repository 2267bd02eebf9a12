import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../random';
import { assignNoise, placeIntoClusters } from './noise-assignment';
import { mergeClusters } from './relabel';
import { splitCluster } from './split';

describe('merge', () => {
  test('takes the lowest place, and the rest moves up', () => {
    const { labels, origins } = mergeClusters(Int32Array.of(0, 1, 2, 3, -1, 1), 4, [3, 1]);
    expect([...labels]).toEqual([0, 1, 2, 1, -1, 1]);
    expect(origins).toEqual([[0], [1, 3], [2]]);
  });
  test('keeps every pair that was together, and leaves no gap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 30 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
        (old, merged) => {
          const { labels, origins } = mergeClusters(Int32Array.from(old), 6, merged);
          expect(origins).toHaveLength(6 - merged.length + 1);
          for (const [i, label] of old.entries())
            if (label < 0) expect(labels[i]).toBe(-1);
            else expect(origins[labels[i]]).toContain(label);
        },
      ),
    );
  });
  test('names a cluster that is not there', () => {
    expect(() => mergeClusters(Int32Array.of(0), 1, [0, 7])).toThrow('no cluster 7');
  });
});

describe('split', () => {
  const random = seededRandom(2);
  const angles = Array.from(
    { length: 60 },
    (_, i) => (i % 2) * 0.8 + (i < 40 ? 0 : 2) + 0.1 * random(),
  );
  const vectors = {
    data: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
    count: 60,
    dim: 2,
  };
  const labels = Int32Array.from(angles, (_, i) => (i < 40 ? 0 : 1));

  test('parts the two halves of a cluster and touches no other', () => {
    const split = splitCluster(vectors, vectors, labels, 2, 0);
    const first = split.labels[0];
    expect([...split.labels.subarray(0, 40)]).toEqual(
      Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? first : split.labels[1])),
    );
    expect(new Set([first, split.labels[1]])).toEqual(new Set([0, 2]));
    expect(split.labels.subarray(40)).toEqual(labels.subarray(40));
    expect(split.origins).toEqual([[0], [1], [0]]);
  });

  test('says so where nothing parts', () => {
    const line = { data: Float32Array.of(1, 0, 0.9, 0.1, 0.8, 0.2), count: 3, dim: 2 };
    expect(() => splitCluster(line, line, new Int32Array(3), 1, 0)).toThrow('does not fall');
  });
});

describe('noise and new points', () => {
  const vectors = { data: Float32Array.of(1, 0, 0, 1, 0.8, 0.6), count: 3, dim: 2 };

  test('noise joins the nearest centroid, the rest stays', () => {
    expect([...assignNoise(vectors, Int32Array.of(0, 1, -1), 2)]).toEqual([0, 1, 0]);
  });

  test('without clusters noise stays', () => {
    expect([...assignNoise(vectors, new Int32Array(3).fill(-1), 0)]).toEqual([-1, -1, -1]);
  });

  const clustered = {
    labels: Int32Array.of(0, 1, 1, -1),
    probabilities: Float64Array.of(1, 0.5, 0.25, 0),
  };
  /** Neighbours of the earlier points play no part. */
  const earlier = new Array(12).fill(0);

  test('new points follow the weight of their clustered neighbours', () => {
    const { labels, probabilities } = placeIntoClusters(clustered, {
      // Point 4: one near neighbour in 0 (0.9) against two in 1 (0.5 each); point 5 knows only 4.
      indices: Int32Array.of(...earlier, 0, 1, 2, 4, 4, 4),
      distances: Float32Array.of(...earlier, 0.1, 0.5, 0.5, 0.1, 0.1, 0.1),
      count: 6,
      k: 3,
    });
    expect([...labels]).toEqual([0, 1, 1, -1, 1, -1]);
    expect([...probabilities.subarray(0, 4)]).toEqual([1, 0.5, 0.25, 0]);
    expect(probabilities[4]).toBeCloseTo(1 / 1.9, 6);
    expect(probabilities[5]).toBe(0);
  });

  test('a new point amid noise is noise; of equal weights the nearer neighbour wins', () => {
    const { labels, probabilities } = placeIntoClusters(clustered, {
      indices: Int32Array.of(...earlier, 3, 3, 0, 1, 0, 3),
      distances: Float32Array.of(...earlier, 0.1, 0.1, 0.1, 0.5, 0.5, 0.5),
      count: 6,
      k: 3,
    });
    expect([...labels.subarray(4)]).toEqual([-1, 1]);
    expect([...probabilities.subarray(4)]).toEqual([0, expect.closeTo(1 / 3, 6)]);
  });
});
