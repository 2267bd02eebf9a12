import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insidePolygon } from './polygon';

describe('insidePolygon', () => {
  it('tells the inside of a square', () => {
    const square = Float64Array.of(0, 0, 2, 0, 2, 2, 0, 2);
    expect(insidePolygon(square, 1, 1)).toBe(true);
    expect(insidePolygon(square, 3, 1)).toBe(false);
    expect(insidePolygon(square, 1, -0.1)).toBe(false);
  });

  it('leaves out the notch of a concave one', () => {
    const notched = Float64Array.of(0, 0, 4, 0, 4, 4, 2, 1, 0, 4);
    expect(insidePolygon(notched, 2, 0.5)).toBe(true);
    expect(insidePolygon(notched, 2, 2)).toBe(false);
    expect(insidePolygon(notched, 0.5, 2)).toBe(true);
  });

  it('leaves out what a line goes round twice', () => {
    const pentagram = Float64Array.from(
      [0, 2, 4, 1, 3].flatMap((i) => [
        Math.sin((i * 2 * Math.PI) / 5),
        Math.cos((i * 2 * Math.PI) / 5),
      ]),
    );
    expect(insidePolygon(pentagram, 0, 0)).toBe(false);
    expect(insidePolygon(pentagram, 0, 0.8)).toBe(true);
  });

  it('gives a point on a shared edge to one of two neighbours', () => {
    const left = Float64Array.of(0, 0, 1, 0, 1, 2, 0, 2);
    const right = Float64Array.of(1, 0, 2, 0, 2, 2, 1, 2);
    for (const y of [0, 0.5, 1.9]) {
      expect(Number(insidePolygon(left, 1, y)) + Number(insidePolygon(right, 1, y))).toBe(1);
    }
  });

  it('agrees with the distance to the centre of a fine circle', () => {
    const circle = Float64Array.from({ length: 720 }, (_, i) =>
      i % 2 === 0 ? Math.cos((i * Math.PI) / 360) : Math.sin(((i - 1) * Math.PI) / 360),
    );
    const near = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(near, near, (x, y) => {
        const distance = Math.hypot(x, y);
        fc.pre(Math.abs(distance - 1) > 1e-3);
        expect(insidePolygon(circle, x, y)).toBe(distance < 1);
      }),
    );
  });
});
