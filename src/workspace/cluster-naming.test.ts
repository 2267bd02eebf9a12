import { expect, it } from 'vitest';
import { ClusterNaming } from './cluster-naming.svelte';
import { clusterState } from './cluster-state.svelte';

it('tells clusters of one name apart, by id and not by size', () => {
  const state = clusterState(
    {
      settings: { minClusterSize: 2, minSamples: 1, method: 'eom' },
      labels: Int32Array.of(0, 1, 1, 2, 2, 2),
      probabilities: new Float64Array(6).fill(1),
      persistence: new Float64Array(3),
    },
    'layout',
  );
  const named = {
    ...state,
    clusters: state.clusters.map((record, id) => ({
      ...record,
      givenName: id === 1 ? null : 'Law',
    })),
  };
  expect(
    new ClusterNaming().infos(named).map(({ id, name, givenName }) => [id, name, givenName]),
  ).toEqual([
    [2, 'Law (2)', 'Law'],
    [1, 'Cluster 2', null],
    [0, 'Law', 'Law'],
  ]);
});
