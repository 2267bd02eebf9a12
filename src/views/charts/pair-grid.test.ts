import { expect, test } from 'vitest';
import { nameEms } from './name-width';
import { cellPaths, GRID_TEXT_PX, gridSize, nextCell } from './pair-grid';

test('cells of a class become one path, others none', () => {
  const full = { id: 'a', fill: 'red', opacity: 1, size: 1 };
  const paths = cellPaths(2, [full, { ...full, id: 'b', size: 0.5 }], (row, column) =>
    row === column ? -1 : row,
  );
  expect(paths[0]).toBe('M1.04 0.04h0.92v0.92h-0.92z');
  expect(paths[1]).toBe('M0.27 1.27h0.46v0.46h-0.46z');
});

test('arrow keys go from cell to cell and stop at the edge', () => {
  expect(nextCell('ArrowRight', [1, 1], 3)).toEqual([1, 2]);
  expect(nextCell('ArrowRight', [1, 2], 3)).toEqual([1, 2]);
  expect(nextCell('PageDown', [0, 1], 3)).toEqual([2, 1]);
  expect(nextCell('Home', [2, 2], 3)).toEqual([2, 0]);
  expect(nextCell('a', [0, 0], 3)).toBeNull();
});

test('the grid fits into its width, with names as long as rows of them can be told apart', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `model-number-${i}`);
  for (const [count, width] of [
    [3, 300],
    [8, 450],
    [16, 266],
    [20, 326],
  ]) {
    const { cellPx, namesPx, names: shown } = gridSize(names(count), width);
    expect(namesPx + count * cellPx).toBeLessThanOrEqual(width + 1e-9);
    expect(cellPx).toBeGreaterThanOrEqual(10);
    expect(shown).toHaveLength(count);
    expect(GRID_TEXT_PX * Math.max(...shown.map(nameEms))).toBeLessThan(namesPx);
  }
  expect(gridSize(names(33), 266)).toEqual({ cellPx: 266 / 33, namesPx: 0, names: [] });
});
