import type { Interval } from './quantile';

/** Bootstrap bounds lie on a lattice and touch: this much overlap still counts as none. */
export const LATTICE_TOLERANCE = 1e-9;

/**
 * Whether two intervals do not overlap. Overlap is strict: bounds that touch are separated, but not
 * two points at the same place, which have no order.
 */
export function areSeparated(one: Interval, other: Interval): boolean {
  if (isPoint(one) && isPoint(other) && Math.abs(one.lower - other.lower) <= LATTICE_TOLERANCE) {
    return false;
  }
  return (
    one.lower >= other.upper - LATTICE_TOLERANCE || other.lower >= one.upper - LATTICE_TOLERANCE
  );
}

function isPoint({ lower, upper }: Interval): boolean {
  return upper - lower <= LATTICE_TOLERANCE;
}

/**
 * Separability: the share (0 to 1) of unordered pairs whose intervals do not overlap; each pair
 * once. A model without an interval is separated from none. NaN for fewer than two models.
 * Source: Arena-Hard.
 */
export function separability(intervals: readonly (Interval | null)[]): number {
  let separated = 0;
  let pairs = 0;
  for (let i = 0; i < intervals.length; i++) {
    for (let j = i + 1; j < intervals.length; j++) {
      const [one, other] = [intervals[i], intervals[j]];
      pairs++;
      if (one && other && areSeparated(one, other)) separated++;
    }
  }
  return separated / pairs;
}
