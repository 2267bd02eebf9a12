import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CATEGORY_SLOTS,
  DIMMED_SLOT,
  EMPHASIS,
  NOISE_SLOT,
  drawOrder,
  plainRadius,
  relativeRadius,
  shapeOf,
} from './point-style';

describe('drawOrder', () => {
  it('draws dimmed, noise, plain, emphasised, each in the order of the points', () => {
    const styles = Uint8Array.of(3, NOISE_SLOT, 4 | EMPHASIS, DIMMED_SLOT, 0, DIMMED_SLOT);
    expect([...drawOrder(styles)]).toEqual([3, 5, 1, 0, 4, 2]);
  });

  it('draws every point once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 63 }), (styles) => {
        expect([...drawOrder(styles)].sort((a, b) => a - b)).toEqual([...styles.keys()]);
      }),
    );
  });
});

describe('the look of a point', () => {
  it('gives neighbours in the palette different shapes', () => {
    for (let slot = 1; slot < CATEGORY_SLOTS; slot++) {
      expect(shapeOf(slot)).not.toBe(shapeOf(slot - 1));
    }
  });

  it('keeps noise and the unselected small, and what is stressed large', () => {
    expect(relativeRadius(NOISE_SLOT)).toBeLessThan(relativeRadius(0));
    expect(relativeRadius(DIMMED_SLOT)).toBeLessThan(relativeRadius(0));
    expect(relativeRadius(NOISE_SLOT | EMPHASIS)).toBeGreaterThan(relativeRadius(0));
  });

  it('shrinks in a crowd and grows with the zoom, within limits', () => {
    expect(plainRadius(500, 700_000, 1)).toBe(3);
    expect(plainRadius(200_000, 700_000, 1)).toBe(1.3);
    expect(plainRadius(500, 700_000, 16)).toBeCloseTo(6, 10);
    expect(plainRadius(500, 700_000, 1e6)).toBeCloseTo(9, 10);
  });
});
