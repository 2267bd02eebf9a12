/** Counts of values in equal steps. */
export interface Bins {
  readonly from: number;
  readonly to: number;
  readonly counts: Int32Array;
}

/**
 * Values in `steps` equal bins from `from` to `to`; what lies outside is put into the end bins, NaN
 * is left out. A value on an edge belongs to the bin above, the last one to the last bin.
 */
export function binned(values: Iterable<number>, from: number, to: number, steps: number): Bins {
  const counts = new Int32Array(steps);
  const width = (to - from) / steps;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const step = width > 0 ? Math.floor((value - from) / width) : 0;
    counts[Math.min(steps - 1, Math.max(0, step))]++;
  }
  return { from, to, counts };
}
