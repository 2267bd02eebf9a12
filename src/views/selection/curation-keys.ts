import { REJECTION_REASONS } from './rejection-reasons';

/** What a key asks of the prompt that is shown. */
export type CurationCommand =
  | { readonly kind: 'keep' | 'reopen' | 'next' | 'previous' | 'other-reason' }
  | { readonly kind: 'reject' | 'replace'; readonly reason: string };

/**
 * One keystroke a decision: K keeps, 1 to 6 reject for a reason, with Shift they also put in the
 * next of the stratum, O asks for another reason, U takes a decision back, arrows move.
 * @param code of the key, so that Shift and the keyboard's language don't change a digit
 */
export function curationCommand({
  code,
  key,
  shiftKey,
}: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): CurationCommand | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code);
  const reason = digit ? REJECTION_REASONS[Number(digit[1]) - 1] : undefined;
  if (reason) return { kind: shiftKey ? 'replace' : 'reject', reason };
  switch (key) {
    case 'k':
    case 'K':
      return { kind: 'keep' };
    case 'u':
    case 'U':
      return { kind: 'reopen' };
    case 'o':
    case 'O':
      return { kind: 'other-reason' };
    case 'ArrowDown':
    case 'ArrowRight':
      return { kind: 'next' };
    case 'ArrowUp':
    case 'ArrowLeft':
      return { kind: 'previous' };
    default:
      return null;
  }
}
