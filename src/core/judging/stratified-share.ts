import type { CountedShare } from './counted-share';

/** A stratum of which a random part was looked at; null where nothing of it was. */
export interface Stratum {
  /** Members it has in all, looked at or not. */
  readonly size: number;
  readonly share: CountedShare | null;
}

interface Bounds {
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

const NONE: Bounds = { share: 0, lower: 0, upper: 0 };

/** An empty stratum counts for nothing; one that nobody looked at makes the whole unknown. */
function boundsOf({ size, share }: Stratum): Bounds | null {
  if (size === 0) return NONE;
  return share && { share: share.share, ...share.interval };
}

const checked = (strata: readonly Stratum[]) =>
  strata.reduce((sum, { share }) => sum + (share?.n ?? 0), 0);

/**
 * The share of hits in two strata together, each weighing its size. The interval is recovered from
 * those of the strata (MOVER; Zou & Donner, Stat. Med. 27, 2008). Null where one was not looked at.
 */
export function shareOfBoth(first: Stratum, second: Stratum): CountedShare | null {
  const total = first.size + second.size;
  const n = checked([first, second]);
  const [a, b] = [boundsOf(first), boundsOf(second)];
  if (!a || !b || n === 0) return null;
  const [v, w] = [first.size / total, second.size / total];
  const share = v * a.share + w * b.share;
  const below = Math.hypot(v * (a.share - a.lower), w * (b.share - b.lower));
  const above = Math.hypot(v * (a.upper - a.share), w * (b.upper - b.share));
  return {
    share,
    interval: { lower: Math.max(0, share - below), upper: Math.min(1, share + above) },
    n,
  };
}

/**
 * Of the hits in two strata, the share that is in the first. Its odds are a ratio of two shares times
 * that of the sizes, and the interval that of the ratio (MOVER-R; Donner & Zou, Stat. Methods Med.
 * Res. 21, 2012). Null where a stratum was not looked at, or no hit was seen.
 */
export function shareInFirst(first: Stratum, second: Stratum): CountedShare | null {
  const [a, b] = [boundsOf(first), boundsOf(second)];
  if (!a || !b || (a.share === 0 && b.share === 0)) return null;
  const n = checked([first, second]);
  if (first.size === 0 || second.size === 0) {
    const share = first.size === 0 ? 0 : 1;
    return { share, interval: { lower: share, upper: share }, n };
  }
  const ratio = ratioBounds(b, a);
  const shareAt = (value: number) => 1 / (1 + (second.size / first.size) * value);
  return {
    share: (first.size * a.share) / (first.size * a.share + second.size * b.share),
    interval: { lower: shareAt(ratio.upper), upper: shareAt(ratio.lower) },
    n,
  };
}

/** Interval of one share over another; without an upper end where the divisor may be 0. */
function ratioBounds(over: Bounds, under: Bounds): { lower: number; upper: number } {
  const product = over.share * under.share;
  const parts = (end: number, other: number) => {
    const above = end * (2 * over.share - end);
    const below = other * (2 * under.share - other);
    return { above, below, root: Math.sqrt(Math.max(0, product ** 2 - above * below)) };
  };
  const low = parts(over.lower, under.upper);
  const high = parts(over.upper, under.lower);
  return {
    // The lower root, with the difference moved into the divisor, which may be near 0 otherwise.
    lower: low.above === 0 ? 0 : low.above / (product + low.root),
    upper: high.below <= 0 ? Infinity : (product + high.root) / high.below,
  };
}
