import { TouchstoneError } from '../data';

/** Above it the fraction converges within 300 terms; below it 1 − erf loses no digits that count. */
const SERIES_LIMIT = 1.2;
const SQRT_PI = Math.sqrt(Math.PI);

/**
 * Complementary error function, relative error below 1e-14 for x ≤ 26 (0 beyond, by underflow).
 * Below 1.2 by Kummer's series, whose terms are all positive; above by Lentz's continued fraction.
 * Source: Abramowitz & Stegun 7.1.6 and 7.1.14.
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < 0) return 2 - erfc(-x);
  if (x < SERIES_LIMIT) return 1 - erfSeries(x);
  if (x > 27) return 0;
  let fraction = x;
  let c = x;
  let d = 0;
  for (let k = 1; k < 300; k++) {
    const a = k / 2;
    d = 1 / (x + a * d);
    c = x + a / c;
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return Math.exp(-x * x) / (SQRT_PI * fraction);
}

function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return (2 / SQRT_PI) * Math.exp(-x * x) * sum;
}

/** Φ, the standard normal distribution function, absolute error below 1e-15. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/**
 * Inverse of {@link normalCdf}, by bisection and Newton steps on it.
 * @param p in (0, 1)
 * @throws TouchstoneError `probability`
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new TouchstoneError('probability', `A probability must lie between 0 and 1, not ${p}.`);
  }
  if (p > 0.5) return -normalQuantile(1 - p);
  let low = -39;
  let high = 0;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  let z = (low + high) / 2;
  for (let i = 0; i < 3; i++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    if (density > 0) z -= (normalCdf(z) - p) / density;
  }
  return z;
}

/** z with P(|Z| ≤ z) = `interval`: 1.96 for 0.95. */
export function twoSidedZ(interval: number): number {
  return -normalQuantile((1 - interval) / 2);
}
