import type { Rgb } from './scatter/plot-theme';

export interface HeatmapImage {
  /** Row-major RGBA, side×side. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly side: number;
  /** What the first and last colour stand for. */
  readonly low: number;
  readonly high: number;
}

/**
 * A square matrix as pixels, one a cell; above `maxSide` rows each pixel is the mean of the cells
 * that it covers. The scale spans the values off the diagonal, which is all ones. O(m²).
 * @param matrix row-major m×m
 * @param order the matrix row to draw at each place
 */
export function heatmapImage(
  matrix: Float32Array,
  order: readonly number[],
  maxSide: number,
  colours: readonly Rgb[],
): HeatmapImage {
  const m = order.length;
  const side = Math.min(m, maxSide);
  const sums = new Float64Array(side * side);
  const counts = new Uint32Array(side * side);
  let low = Infinity;
  let high = -Infinity;
  const place = order.map((_, i) => Math.floor((i * side) / m));
  for (let row = 0; row < m; row++) {
    const from = order[row] * m;
    for (let column = 0; column < m; column++) {
      const value = matrix[from + order[column]];
      const at = place[row] * side + place[column];
      sums[at] += value;
      counts[at]++;
      if (row === column) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) [low, high] = [0, 1];
  const data = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < sums.length; at++) {
    const share = high > low ? (sums[at] / counts[at] - low) / (high - low) : 1;
    const step = Math.round(Math.min(1, Math.max(0, share)) * (colours.length - 1));
    data.set(colours[step], at * 4);
    data[at * 4 + 3] = 255;
  }
  return { data, side, low, high };
}
