import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABEL_HEIGHT, labelAt, placeLabels } from './label-placement';

const size = { width: 400, height: 300 };
const wish = (id: number, x: number, y: number, weight: number, width = 80) => ({
  id,
  text: `${id}`,
  x,
  y,
  weight,
  width,
});
const wishes = fc
  .array(
    fc.record({
      x: fc.double({ min: -50, max: 450, noNaN: true }),
      y: fc.double({ min: -50, max: 350, noNaN: true }),
      width: fc.double({ min: 10, max: 120, noNaN: true }),
      weight: fc.nat(50),
    }),
    { maxLength: 40 },
  )
  .map((list) => list.map((each, id) => ({ id, text: `${id}`, ...each })));

describe('placeLabels', () => {
  it('lets no two labels overlap and no label leave the sides', () => {
    fc.assert(
      fc.property(wishes, (list) => {
        const placed = placeLabels(list, size, Infinity);
        for (const [i, a] of placed.entries()) {
          expect(a.x - a.width / 2).toBeGreaterThanOrEqual(-1e-9);
          expect(a.x + a.width / 2).toBeLessThanOrEqual(size.width + 1e-9);
          for (const b of placed.slice(i + 1)) {
            const apart =
              Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= LABEL_HEIGHT;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });

  it('always places the heaviest label in view, whatever the order of the wishes', () => {
    const list = [wish(1, 100, 100, 5), wish(2, 104, 102, 9), wish(3, 102, 98, 7)];
    for (const order of [list, [...list].reverse()]) {
      expect(placeLabels(order, size, Infinity)[0].id).toBe(2);
    }
  });

  it('tries below the anchor when above is taken', () => {
    const placed = placeLabels([wish(1, 100, 100, 5), wish(2, 100, 104, 4)], size, Infinity);
    expect(placed.map(({ id, y }) => [id, y])).toEqual([
      [1, 88],
      [2, 116],
    ]);
  });

  it('places more once zooming has pulled the anchors apart', () => {
    const list = Array.from({ length: 8 }, (_, i) => wish(i, 180 + 4 * i, 150 + 3 * i, i));
    const zoomed = list.map((each) => ({
      ...each,
      x: (each.x - 194) * 8 + 200,
      y: (each.y - 160) * 8 + 150,
    }));
    const before = placeLabels(list, size, Infinity).length;
    expect(placeLabels(zoomed, size, Infinity).length).toBeGreaterThan(before);
  });

  it('keeps clear of what is taken, and to the limit', () => {
    const taken = [{ left: 0, top: 0, width: 400, height: 80 }];
    const inside = wish(1, 200, 40, 9);
    const below = wish(2, 200, 200, 5);
    const third = wish(3, 60, 250, 1);
    expect(placeLabels([inside, below], size, Infinity, taken).map(({ id }) => id)).toEqual([2]);
    expect(placeLabels([below, third], size, 1).map(({ id }) => id)).toEqual([2]);
  });

  it('leaves out anchors off the screen', () => {
    expect(placeLabels([wish(1, -1, 50, 5), wish(2, 50, 301, 5)], size, Infinity)).toEqual([]);
  });
});

describe('labelAt', () => {
  it('finds the label under the pointer', () => {
    const placed = placeLabels([wish(1, 100, 100, 5)], size, Infinity);
    expect(labelAt(placed, 70, 90)?.id).toBe(1);
    expect(labelAt(placed, 100, 100)).toBeNull();
  });
});
