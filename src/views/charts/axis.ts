import { scaleLinear } from 'd3-scale';

/** Where a value stands on an axis, 0 to 1 from its beginning; values outside are put at the ends. */
export interface Axis {
  readonly domain: readonly [number, number];
  /** Round values that lie inside the domain. */
  readonly ticks: readonly number[];
  share(value: number): number;
}

/** @param ticks about so many; 0 for none. @param nice extend the domain to round values */
export function axis(domain: readonly [number, number], ticks = 5, nice = false): Axis {
  const scale = scaleLinear().domain(domain);
  if (nice) scale.nice(ticks);
  scale.range([0, 1]).clamp(true);
  const [from, to] = scale.domain();
  return {
    domain: [from, to],
    ticks: ticks > 0 ? scale.ticks(ticks) : [],
    share: (value) => (from === to ? 0.5 : scale(value)),
  };
}

/**
 * The domain that holds all of some values; null, NaN and the infinite end of an interval left out.
 * @param include values that it holds anyway, such as a reference
 */
export function extentOf(
  values: Iterable<number | null>,
  include: readonly number[] = [],
): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of [...values, ...include]) {
    if (value === null || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}
