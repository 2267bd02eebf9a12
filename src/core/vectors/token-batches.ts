import { TouchstoneError } from '../data';

export interface BatchLimits {
  /** Rows of one batch, at least 1. */
  readonly rows: number;
  /** Rows times the longest row, padding included; a longer single row is a batch of its own. */
  readonly tokens: number;
}

/**
 * Groups token sequences for one model run each, neighbours in length together, so that little is
 * padding. Shortest first; equal lengths keep their order. O(n log n).
 * @param lengths tokens of each sequence
 * @returns indices into `lengths`, each exactly once
 * @throws {TouchstoneError} `invalid-settings` for limits below 1
 */
export function tokenBatches(lengths: ArrayLike<number>, limits: BatchLimits): number[][] {
  if (!(limits.rows >= 1 && limits.tokens >= 1)) {
    throw new TouchstoneError(
      'invalid-settings',
      'A batch needs room for at least one row and token.',
    );
  }
  const order = Array.from(lengths, (_, index) => index).sort(
    (a, b) => lengths[a] - lengths[b] || a - b,
  );
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of order) {
    const full = batch.length >= limits.rows || (batch.length + 1) * lengths[index] > limits.tokens;
    if (batch.length > 0 && full) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
