import { expect, it } from 'vitest';
import { knownClusters, type KnownCluster } from './known-clusters';

/** @param central prompts, one a letter */
const cluster = (id: string, central: string): KnownCluster => ({ id, central: [...central] });

it('knows a cluster again by more than half of its central prompts, whatever its number', () => {
  const asked = [cluster('0', 'abcdefghij'), cluster('1', 'klm'), cluster('2', 'xyz')];
  const known = (...now: KnownCluster[]) => [...knownClusters(now, asked)];
  expect(known(cluster('0', 'mlk'), cluster('1', 'abcdefghij'))).toEqual([
    ['0', '1'],
    ['1', '0'],
  ]);
  // Noise came in between; the order of the prompts means nothing.
  expect(known(cluster('0', 'fedcba1234'), cluster('1', 'kl1'))).toEqual([
    ['0', '0'],
    ['1', '1'],
  ]);
  // A merge in halves, a part of a split, and a small cluster in a large one are others.
  expect(known(cluster('0', 'abcde12345'), cluster('1', 'k12'))).toEqual([]);
  expect(known(cluster('0', 'abcde'), cluster('1', 'fghij'))).toEqual([]);
  expect(known(cluster('2', 'xyz1234567'), cluster('3', ''))).toEqual([]);
});
