import { expect, test } from 'vitest';
import type { Neighbours } from '../data';
import { neighbourInformation } from './neighbour-information';

/** Four points in two pairs; the second neighbour is from the other pair. */
const graph: Neighbours = {
  indices: Int32Array.of(1, 2, 0, 3, 3, 0, 2, 1),
  distances: new Float32Array(8),
  count: 4,
  k: 2,
};

test('by hand', () => {
  const nearest = neighbourInformation(Int32Array.of(0, 0, 1, 1), 2, graph, 1);
  expect(nearest).toEqual({ together: 1, chance: 0.5, information: Math.log(2) });
  const both = neighbourInformation(Int32Array.of(0, 0, 1, 1), 2, graph, 2);
  expect(both).toEqual({ together: 0.5, chance: 0.5, information: 0 });
});

test('noise is together with nobody', () => {
  const { together, chance, information } = neighbourInformation(
    Int32Array.of(0, 0, -1, -1),
    1,
    graph,
    1,
  );
  expect(together).toBe(0.5);
  expect(chance).toBe(0.25);
  expect(information).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(0.5 / 0.75), 12);
});

test('one cluster of all, no cluster, no neighbours: nothing told', () => {
  expect(neighbourInformation(new Int32Array(4), 1, graph, 5).information).toBe(0);
  expect(neighbourInformation(new Int32Array(4).fill(-1), 0, graph, 5).information).toBe(0);
  const none = { indices: new Int32Array(), distances: new Float32Array(), count: 0, k: 0 };
  expect(neighbourInformation(new Int32Array(), 0, none, 5).together).toBe(0);
});
