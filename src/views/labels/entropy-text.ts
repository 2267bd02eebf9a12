import { BITS_PER_NAT } from '../../core/quality/entropy';
import { decimalText } from '../widgets/figures';

/** An entropy in nats, with the bits beside. */
export function entropyText(nats: number): string {
  return Number.isNaN(nats)
    ? '–'
    : `${decimalText(nats)} nats (${decimalText(nats * BITS_PER_NAT)} bits)`;
}
