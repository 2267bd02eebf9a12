import { wilsonInterval } from '../../core/ranking/win-rate';
import type { IntervalRow } from '../charts/interval-row';
import { formatShare } from '../format-number';

const Z_95 = 1.959963984540054;

/** A count of n as a share with its 95 % Wilson interval, for charts. @param shown count beside it */
export function shareRow(label: string, count: number, n: number, shown = count): IntervalRow {
  if (n === 0) return { label, value: null, lower: null, upper: null, n: shown };
  const { lower, upper } = wilsonInterval(count / n, n, Z_95);
  return { label, value: count / n, lower, upper, n: shown };
}

/** "87.7 % (77.5 to 93.6 %, n = 65)". */
export function shareText(count: number, n: number): string {
  const { value, lower, upper } = shareRow('', count, n);
  if (value === null || lower === null || upper === null) return 'none';
  return `${formatShare(value, 1)} (${formatShare(lower, 1)} to ${formatShare(upper, 1)}, n = ${n.toLocaleString()})`;
}
