import type { ClusterSettings } from '../../core/data';
import type { SweepPoint } from '../../workspace/map-model';

export function sameSettings(a: ClusterSettings, b: ClusterSettings): boolean {
  return (
    a.method === b.method && a.minSamples === b.minSamples && a.minClusterSize === b.minClusterSize
  );
}

/** The sweep's points of one method and number of samples, by rising least cluster size. */
export function sweepLine<Point extends Pick<SweepPoint, 'settings'>>(
  points: readonly Point[],
  method: ClusterSettings['method'],
  minSamples: number,
): readonly Point[] {
  return points
    .filter(({ settings }) => settings.method === method && settings.minSamples === minSamples)
    .sort((a, b) => a.settings.minClusterSize - b.settings.minClusterSize);
}
