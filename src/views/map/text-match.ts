/** A piece of text, and whether it is what was searched for. */
export interface TextPiece {
  readonly text: string;
  readonly matched: boolean;
}

const LEAD_CHARACTERS = 40;

/** Cuts a text at the occurrences of the terms, whatever their case; pieces joined give the text. */
export function matchPieces(text: string, terms: readonly string[]): readonly TextPiece[] {
  if (terms.length === 0) return [{ text, matched: false }];
  const escaped = terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parts = text.split(new RegExp(`(${escaped.join('|')})`, 'giu'));
  return parts
    .map((part, i) => ({ text: part, matched: i % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

/**
 * White space collapsed and at most `length` characters, from shortly before the first match when
 * it would otherwise be out of sight.
 */
export function excerpt(text: string, terms: readonly string[], length: number): string {
  // A longer text than this is not looked at for a line or two of it.
  const flat = text.slice(0, 20_000).replace(/\s+/g, ' ').trim();
  const lower = flat.toLowerCase();
  const found = terms.map((term) => lower.indexOf(term.toLowerCase())).filter((at) => at >= 0);
  const first = found.length > 0 ? Math.min(...found) : 0;
  const start = first > length / 2 ? first - LEAD_CHARACTERS : 0;
  const cut = flat.slice(start, start + length);
  return `${start > 0 ? '…' : ''}${cut}${start + length < flat.length ? '…' : ''}`;
}
