import { expect, test } from 'vitest';
import { cellPaths, nameEms, nextCell } from './pair-grid';

test('cells of a class become one path, others none', () => {
  const full = { id: 'a', fill: 'red', opacity: 1, size: 1 };
  const paths = cellPaths(2, [full, { ...full, id: 'b', size: 0.5 }], (row, column) =>
    row === column ? -1 : row,
  );
  expect(paths[0]).toBe('M1.04 0.04h0.92v0.92h-0.92z');
  expect(paths[1]).toBe('M0.27 1.27h0.46v0.46h-0.46z');
});

test('names get the room that their letters need', () => {
  // Advance widths of DejaVu Sans, the widest of the usual fonts: n .634, e .615, w .818, c .55,
  // o .612, m .974, r .411; "1" .636.
  expect(nameEms('newcomer')).toBeGreaterThan(5.23);
  expect(nameEms('newcomer')).toBeLessThan(6.5);
  expect(nameEms('mmmm')).toBeGreaterThan(4 * 0.974 - 1e-9);
  expect(nameEms('1111')).toBeGreaterThan(4 * 0.636);
  expect(nameEms('模型')).toBe(2);
});

test('arrow keys go from cell to cell and stop at the edge', () => {
  expect(nextCell('ArrowRight', [1, 1], 3)).toEqual([1, 2]);
  expect(nextCell('ArrowRight', [1, 2], 3)).toEqual([1, 2]);
  expect(nextCell('PageDown', [0, 1], 3)).toEqual([2, 1]);
  expect(nextCell('Home', [2, 2], 3)).toEqual([2, 0]);
  expect(nextCell('a', [0, 0], 3)).toBeNull();
});
