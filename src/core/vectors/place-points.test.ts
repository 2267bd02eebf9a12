import { describe, expect, it } from 'vitest';
import type { Neighbours } from '../data';
import { placePoints } from './place-points';

const graph = (rows: [number, number][][]): Neighbours => {
  const k = rows[0].length;
  return {
    indices: Int32Array.from(rows.flat().map(([index]) => index)),
    distances: Float32Array.from(rows.flat().map(([, distance]) => distance)),
    count: rows.length,
    k,
  };
};

describe('placePoints', () => {
  it('puts a new point at the similarity-weighted mean of its placed neighbours', () => {
    const neighbours = graph([
      [
        [1, 0.5],
        [2, 0.5],
      ],
      [
        [0, 0.5],
        [2, 0.5],
      ],
      [
        [0, 0.25],
        [1, 0.75],
      ],
    ]);
    const out = placePoints(Float32Array.of(0, 0, 4, 8), 2, neighbours);
    expect([...out]).toEqual([0, 0, 4, 8, 1, 2]);
  });

  it('reaches a point through another new one, whatever their order', () => {
    const neighbours = graph([[[1, 0]], [[0, 0]], [[3, 0]], [[1, 0]]]);
    const out = placePoints(Float32Array.of(0, 0, 6, 2), 2, neighbours);
    expect([...out.slice(4)]).toEqual([6, 2, 6, 2]);
  });

  it('puts what no placed point reaches at the mean', () => {
    const neighbours = graph([[[1, 0]], [[0, 0]], [[3, 0]], [[2, 0]]]);
    const out = placePoints(Float32Array.of(0, 0, 6, 2), 2, neighbours);
    expect([...out.slice(4)]).toEqual([3, 1, 3, 1]);
  });

  it('refuses a layout that is larger than the graph', () => {
    expect(() => placePoints(new Float32Array(6), 2, graph([[[1, 0]], [[0, 0]]]))).toThrow(
      /3 points/,
    );
  });
});
