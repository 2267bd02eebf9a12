import { describe, expect, it } from 'vitest';
import { joinVectors } from './join-vectors';

const part = (rows: readonly number[][], indices: readonly number[]) => ({
  vectors: { data: Float32Array.from(rows.flat()), count: rows.length, dim: rows[0].length },
  indices,
});

describe('joinVectors', () => {
  it('puts rows where their prompts stand, at unit length; the first of two stays', () => {
    const { vectors, reason } = joinVectors(3, [
      part([[0, 2]], [1]),
      part(
        [
          [3, 4],
          [5, 5],
          [-7, 0],
        ],
        [2, 1, 0],
      ),
    ]);
    expect(reason).toBeNull();
    expect(Array.from(vectors!.data, (x) => Math.round(x * 1e6) / 1e6)).toEqual([
      -1, 0, 0, 1, 0.6, 0.8,
    ]);
  });

  it('says why there are none', () => {
    expect(joinVectors(2, [])).toEqual({ vectors: null, reason: null });
    expect(joinVectors(2, [part([[1, 0]], [0])]).reason).toMatch(
      /^1 of 2 prompts came without vectors/,
    );
    expect(joinVectors(2, [part([[1, 0]], [0]), part([[1]], [1])]).reason).toMatch(
      /2 and 1 dimensions/,
    );
  });
});
