import { wilsonInterval } from '../../core/ranking/win-rate';
import type { IntervalRow } from '../charts/interval-row';
import { formatCount, formatShare } from '../format-number';

const Z_95 = 1.959963984540054;

/** A count of n as a share with its 95 % Wilson interval, for charts. */
export function shareRow(label: string, count: number, n: number): IntervalRow {
  if (n === 0) return { label, value: null, lower: null, upper: null, n: count };
  const { lower, upper } = wilsonInterval(count / n, n, Z_95);
  return { label, value: count / n, lower, upper, n: count };
}

/** "77.5 to 93.6 %, n = 65". */
export function intervalText(count: number, n: number): string {
  const { lower, upper } = shareRow('', count, n);
  if (lower === null || upper === null) return 'n = 0';
  return `${formatShare(lower, 1)} to ${formatShare(upper, 1)}, n = ${formatCount(n)}`;
}

/** "87.7 % (77.5 to 93.6 %, n = 65)". */
export function shareText(count: number, n: number): string {
  return n === 0 ? 'none' : `${formatShare(count / n, 1)} (${intervalText(count, n)})`;
}
