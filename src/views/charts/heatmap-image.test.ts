import { describe, expect, it } from 'vitest';
import { heatmapImage } from './heatmap-image';

const greys = Array.from({ length: 101 }, (_, i) => [i, i, i] as const);
const red = (image: { data: Uint8ClampedArray; side: number }, row: number, column: number) =>
  image.data[(row * image.side + column) * 4];

describe('heatmapImage', () => {
  const matrix = Float32Array.of(1, 0.25, 0, 0.25, 1, 0.5, 0, 0.5, 1);

  it('spans the colours over what is off the diagonal', () => {
    const image = heatmapImage(matrix, [0, 1, 2], 10, greys);
    expect([image.low, image.high]).toEqual([0, 0.5]);
    expect(red(image, 0, 2)).toBe(0);
    expect(red(image, 0, 1)).toBe(50);
    expect(red(image, 1, 2)).toBe(100);
    expect(red(image, 0, 0)).toBe(100);
  });

  it('draws rows and columns in the given order', () => {
    const image = heatmapImage(matrix, [2, 0, 1], 10, greys);
    expect(red(image, 0, 1)).toBe(0);
    expect(red(image, 0, 2)).toBe(100);
    expect(red(image, 1, 2)).toBe(50);
  });

  it('averages the cells that share a pixel', () => {
    const four = Float32Array.of(1, 1, 0, 0.2, 1, 1, 0.2, 0, 0, 0.2, 1, 1, 0.2, 0, 1, 1);
    const image = heatmapImage(four, [0, 1, 2, 3], 2, greys);
    expect(image.side).toBe(2);
    expect(red(image, 0, 1)).toBe(10);
    expect(red(image, 0, 0)).toBe(100);
  });

  it('copes with one cluster and with none', () => {
    expect(red(heatmapImage(Float32Array.of(1), [0], 10, greys), 0, 0)).toBe(100);
    expect(heatmapImage(new Float32Array(0), [], 10, greys).side).toBe(0);
  });
});
