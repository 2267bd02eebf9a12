import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../core/random';
import { GridIndex } from './grid-index';
import { insidePolygon } from './polygon';

const coordinate = fc.double({ min: -10, max: 10, noNaN: true }).map(Math.fround);
const points = fc
  .array(fc.tuple(coordinate, coordinate), { maxLength: 80 })
  .map((pairs) => Float32Array.from(pairs.flat()));

describe('nearest', () => {
  it('finds what a search over all points finds', () => {
    fc.assert(
      fc.property(
        points,
        coordinate,
        coordinate,
        fc.double({ min: 0, max: 8, noNaN: true }),
        (data, x, y, radius) => {
          let least = radius * radius;
          let expected = -1;
          for (let i = 0; i < data.length / 2; i++) {
            const square = (data[2 * i] - x) ** 2 + (data[2 * i + 1] - y) ** 2;
            if (square < least || (square === least && expected < 0)) {
              least = square;
              expected = i;
            }
          }
          expect(new GridIndex(data).nearest(x, y, radius)).toBe(expected);
        },
      ),
    );
  });

  it('takes the lower index of two points in one place', () => {
    expect(new GridIndex(Float32Array.of(5, 5, 1, 1, 1, 1)).nearest(1, 1, 0.1)).toBe(1);
  });

  it('passes over points without a place', () => {
    const index = new GridIndex(Float32Array.of(NaN, 0, 0, 0, Infinity, 1, 1, 1));
    expect(index.nearest(0.1, 0, 0.5)).toBe(1);
    expect(index.nearest(1, 0.9, 0.5)).toBe(3);
  });

  it('has nothing to find without points, or far away from them', () => {
    expect(new GridIndex(new Float32Array(0)).nearest(0, 0, 1)).toBe(-1);
    expect(new GridIndex(Float32Array.of(0, 0)).nearest(50, 50, 1)).toBe(-1);
  });

  it('keeps its cells few when all points lie on a line', () => {
    const random = seededRandom(1);
    const line = Float32Array.from({ length: 20_000 }, (_, i) => (i % 2 === 0 ? random() : 7));
    expect(new GridIndex(line).nearest(line[5000], 7, 1e-3)).toBeGreaterThanOrEqual(0);
  });
});

describe('inside', () => {
  it('finds the points in the polygon, ascending', () => {
    fc.assert(
      fc.property(
        points,
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 12 }),
        (data, corners) => {
          const polygon = Float64Array.from(corners.flat());
          const expected: number[] = [];
          for (let i = 0; i < data.length / 2; i++) {
            if (insidePolygon(polygon, data[2 * i], data[2 * i + 1])) expected.push(i);
          }
          expect([...new GridIndex(data).inside(polygon)]).toEqual(expected);
        },
      ),
    );
  });

  it('has nothing inside an empty polygon', () => {
    expect(new GridIndex(Float32Array.of(0, 0)).inside(new Float64Array(0))).toHaveLength(0);
  });
});
