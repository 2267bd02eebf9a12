import type { PlotLabel } from '../charts/scatter/plot-label';
import type { ClusterInfo } from '../../workspace/map-model';

const SEPARATOR = ' · ';
const MAX_CHARACTERS = 32;

/** At most the first two keywords of a name, cut to about 32 characters. */
export function shortName(name: string): string {
  const text = name.split(SEPARATOR).slice(0, 2).join(SEPARATOR);
  const characters = [...text];
  return characters.length <= MAX_CHARACTERS
    ? text
    : `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}

/**
 * Each cluster's name at the median of its points, which stays inside the bulk where the mean of
 * a torn cluster would fall between its pieces. O(n log n).
 * @param points row-major n×2
 * @param labels cluster id of each point
 */
export function clusterLabels(
  clusters: readonly ClusterInfo[],
  labels: Int32Array,
  points: Float32Array,
): readonly PlotLabel[] {
  const members = new Map<number, number[]>(clusters.map(({ id }) => [id, []]));
  for (let i = 0; i < labels.length; i++) members.get(labels[i])?.push(i);
  return clusters.flatMap(({ id, name, size }) => {
    const own = members.get(id) ?? [];
    if (own.length === 0) return [];
    const median = (axis: 0 | 1) =>
      Float32Array.from(own, (i) => points[2 * i + axis]).sort()[own.length >> 1];
    return [{ id, text: shortName(name), x: median(0), y: median(1), weight: size }];
  });
}
