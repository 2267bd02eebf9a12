import { TouchstoneError } from '../data';

/** Labels after an edit, with what each new cluster was made from. */
export interface Relabelling {
  /** −1 for noise, clusters from 0 without gaps. */
  readonly labels: Int32Array;
  /** By new cluster: the old clusters in it, ascending. Names and colours follow it. */
  readonly origins: readonly (readonly number[])[];
}

/**
 * Makes one cluster of several: it takes the place of the lowest, and those above move up.
 * @throws TouchstoneError `no-such-cluster`
 */
export function mergeClusters(
  labels: Int32Array,
  clusters: number,
  merged: readonly number[],
): Relabelling {
  for (const cluster of merged) assertCluster(cluster, clusters);
  const together = new Set(merged);
  const lowest = Math.min(...merged);
  const newLabel = new Int32Array(clusters);
  const origins: number[][] = [];
  for (let cluster = 0; cluster < clusters; cluster++) {
    if (together.has(cluster) && cluster !== lowest) {
      newLabel[cluster] = newLabel[lowest];
      origins[newLabel[lowest]].push(cluster);
    } else {
      newLabel[cluster] = origins.push([cluster]) - 1;
    }
  }
  return { labels: labels.map((label) => (label < 0 ? -1 : newLabel[label])), origins };
}

/**
 * Replaces one cluster by its parts: part 0 keeps the number, the others get numbers at the end.
 * @param members indices of the cluster's points, ascending
 * @param parts part of each member, from 0 without gaps
 */
export function replaceByParts(
  labels: Int32Array,
  clusters: number,
  members: Int32Array,
  parts: Int32Array,
): Relabelling {
  const next = labels.slice();
  const cluster = labels[members[0]];
  const origins = Array.from({ length: clusters }, (_, each) => [each]);
  for (const [place, member] of members.entries()) {
    const part = parts[place];
    next[member] = part === 0 ? cluster : clusters + part - 1;
    if (part > 0) origins[clusters + part - 1] = [cluster];
  }
  return { labels: next, origins };
}

/** Indices of a cluster's points, ascending. @throws TouchstoneError `no-such-cluster` */
export function clusterMembers(labels: Int32Array, clusters: number, cluster: number): Int32Array {
  assertCluster(cluster, clusters);
  const members: number[] = [];
  for (let i = 0; i < labels.length; i++) if (labels[i] === cluster) members.push(i);
  return Int32Array.from(members);
}

function assertCluster(cluster: number, clusters: number): void {
  if (!Number.isInteger(cluster) || cluster < 0 || cluster >= clusters)
    throw new TouchstoneError(
      'no-such-cluster',
      `There is no cluster ${cluster}: they run from 0 to ${clusters - 1}. Choose one of those.`,
    );
}
