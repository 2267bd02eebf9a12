import { describe, expect, it } from 'vitest';
import { DIMMED_SLOT, SLOT_COUNT, drawOrder } from './point-style';
import { rasterise } from './rasteriser';

const palette = {
  slots: Array.from({ length: SLOT_COUNT }, (_, i) => [10 * i, 100, 200] as const),
  background: [250, 250, 240] as const,
};

function draw(points: Float32Array, styles: Uint8Array, scale = 1, pixelRatio = 1) {
  const side = 20 * pixelRatio;
  const raster = { data: new Uint8ClampedArray(side * side * 4), width: side, height: side };
  const size = { width: 20, height: 20 };
  const view = { camera: { x: 0, y: 0, scale }, size, pixelRatio, radius: 2 };
  rasterise(raster, points, styles, drawOrder(styles), palette, view);
  return (x: number, y: number) => [
    ...raster.data.slice((y * side + x) * 4, (y * side + x) * 4 + 4),
  ];
}

describe('rasterise', () => {
  it('fills the ground, and blends a point over it where the camera puts it', () => {
    const at = draw(Float32Array.of(4, 5), Uint8Array.of(3));
    expect(at(0, 0)).toEqual([250, 250, 240, 255]);
    // x = 10 + 4; y points up: 10 − 5. Opacity 0.78 of (30, 100, 200).
    const [r, g, b, a] = at(14, 5);
    expect(Math.abs(r - (250 - 0.78 * 220))).toBeLessThanOrEqual(2);
    expect(Math.abs(g - (250 - 0.78 * 150))).toBeLessThanOrEqual(2);
    expect(Math.abs(b - (240 - 0.78 * 40))).toBeLessThanOrEqual(2);
    expect(a).toBe(255);
    expect(at(14, 15)).toEqual([250, 250, 240, 255]);
  });

  it('draws the unselected below the others', () => {
    const both = Float32Array.of(0, 0, 0, 0);
    const top = draw(both, Uint8Array.of(0, DIMMED_SLOT))(10, 10);
    expect(top).toEqual(draw(both, Uint8Array.of(DIMMED_SLOT, 0))(10, 10));
    expect(top[0]).toBeLessThan(60);
  });

  it('covers the same place at twice the pixel ratio', () => {
    const at = draw(Float32Array.of(4, 5), Uint8Array.of(4), 1, 2);
    expect(at(28, 10)[0]).toBeLessThan(150);
    // The radius is four device pixels: a fifth is out of reach.
    expect(at(23, 10)).toEqual([250, 250, 240, 255]);
  });

  it('draws nothing for points outside or without a place, and cuts those at the edge', () => {
    const points = Float32Array.of(NaN, 0, 1e9, 0, -1e9, Infinity, -10, 10);
    const at = draw(points, Uint8Array.of(1, 1, 1, 1));
    expect(at(0, 0)[2]).toBeLessThan(240);
    expect(at(10, 10)).toEqual([250, 250, 240, 255]);
    expect(at(19, 19)).toEqual([250, 250, 240, 255]);
  });
});
