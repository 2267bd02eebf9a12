import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, dataX, dataY, fitCamera, panBy, screenX, screenY, zoomAt } from './camera';

const size = { width: 900, height: 600 };
const insets = { top: 100, right: 20, bottom: 40, left: 60 };
const finite = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const cameras = fc.record({
  x: finite(1e3),
  y: finite(1e3),
  scale: fc.double({ min: 1e-2, max: 1e3, noNaN: true }),
});

describe('boundsOf', () => {
  it('spans the finite points', () => {
    const points = Float32Array.of(1, 5, NaN, 0, -2, 3, Infinity, 9);
    expect(boundsOf(points)).toEqual({ minX: -2, minY: 3, maxX: 1, maxY: 5 });
  });

  it('gives a unit square where there are no points', () => {
    expect(boundsOf(new Float32Array(0))).toEqual({ minX: -0.5, minY: -0.5, maxX: 0.5, maxY: 0.5 });
  });
});

describe('fitCamera', () => {
  it('puts wide bounds against the left and right insets, in the middle of the height left', () => {
    const camera = fitCamera({ minX: 0, minY: 0, maxX: 8.2, maxY: 1 }, size, insets);
    expect(camera.scale).toBeCloseTo(100, 10);
    expect(screenX(camera, size, 0)).toBeCloseTo(60, 10);
    expect(screenX(camera, size, 8.2)).toBeCloseTo(880, 10);
    // 460 px are left between 100 and 560: the middle is 330.
    expect(screenY(camera, size, 0.5)).toBeCloseTo(330, 10);
  });

  it('stays finite for a single point', () => {
    const camera = fitCamera({ minX: 3, minY: 3, maxX: 3, maxY: 3 }, size, insets);
    expect(Number.isFinite(camera.scale)).toBe(true);
    expect(screenX(camera, size, 3)).toBeCloseTo(470, 6);
  });
});

describe('moving the camera', () => {
  it('turns screen places into data and back', () => {
    fc.assert(
      fc.property(cameras, finite(2e3), finite(2e3), (camera, x, y) => {
        expect(screenX(camera, size, dataX(camera, size, x))).toBeCloseTo(x, 6);
        expect(screenY(camera, size, dataY(camera, size, y))).toBeCloseTo(y, 6);
      }),
    );
  });

  it('moves every point by the pixels of a drag', () => {
    fc.assert(
      fc.property(cameras, finite(500), finite(500), (camera, dx, dy) => {
        const moved = panBy(camera, dx, dy);
        expect(screenX(moved, size, 1) - screenX(camera, size, 1)).toBeCloseTo(dx, 5);
        expect(screenY(moved, size, 1) - screenY(camera, size, 1)).toBeCloseTo(dy, 5);
      }),
    );
  });

  it('zooms about the pointer, and not beyond the limits', () => {
    fc.assert(
      fc.property(
        cameras,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        finite(900),
        finite(600),
        (camera, factor, x, y) => {
          const zoomed = zoomAt(camera, size, factor, x, y, [0.1, 500]);
          expect(zoomed.scale).toBeGreaterThanOrEqual(0.1);
          expect(zoomed.scale).toBeLessThanOrEqual(500);
          expect(dataX(zoomed, size, x)).toBeCloseTo(dataX(camera, size, x), 5);
          expect(dataY(zoomed, size, y)).toBeCloseTo(dataY(camera, size, y), 5);
        },
      ),
    );
  });
});
