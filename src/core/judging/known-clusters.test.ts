import { expect, it } from 'vitest';
import { knownClusters, type KnownCluster } from './known-clusters';

/** @param central prompts, one a letter */
const cluster = (id: string, central: string): KnownCluster => ({ id, central: [...central] });

it('knows a cluster again by more than half of the prompts it was shown by, whatever its number', () => {
  const asked = [cluster('0', 'abcdefghij'), cluster('1', 'klm'), cluster('2', 'xyz')];
  const known = (...now: KnownCluster[]) => [...knownClusters(now, asked)];
  expect(known(cluster('0', 'mlk'), cluster('1', 'abcdefghij'))).toEqual([
    ['0', '1'],
    ['1', '0'],
  ]);
  // Noise came in between, and makes a small cluster large; the order of the prompts means nothing.
  expect(known(cluster('0', 'fedcba1234'), cluster('1', '1k23l45678'))).toEqual([
    ['0', '0'],
    ['1', '1'],
  ]);
  // Others now: a large one merged in halves, a small one merged with a small one, parts of a split.
  expect(known(cluster('0', 'abcde12345'), cluster('1', 'klmxyz'))).toEqual([]);
  expect(known(cluster('0', 'abcde'), cluster('1', 'fghij'), cluster('2', 'k1'))).toEqual([]);
  expect(known(cluster('0', ''))).toEqual([]);
});
