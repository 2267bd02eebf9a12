import { termPattern } from '../../core/prompts/term-search';

/** A piece of text, and whether it is what was searched for. */
export interface TextPiece {
  readonly text: string;
  readonly matched: boolean;
}

const LEAD_CHARACTERS = 40;

/** Cuts a text at the occurrences of the terms, as the search finds them; pieces joined give the text. */
export function matchPieces(text: string, terms: readonly string[]): readonly TextPiece[] {
  if (terms.length === 0) return [{ text, matched: false }];
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(termPattern(terms))) {
    pieces.push({ text: text.slice(end, index), matched: false }, { text: match, matched: true });
    end = index + match.length;
  }
  return [...pieces, { text: text.slice(end), matched: false }].filter(
    (piece) => piece.text !== '',
  );
}

/**
 * White space collapsed and at most `length` characters, from shortly before the first match when
 * it would otherwise be out of sight.
 */
export function excerpt(text: string, terms: readonly string[], length: number): string {
  // A longer text than this is not looked at for a line or two of it.
  const flat = text.slice(0, 20_000).replace(/\s+/g, ' ').trim();
  const first = terms.length > 0 ? Math.max(0, flat.search(termPattern(terms))) : 0;
  const start = first > length / 2 ? first - LEAD_CHARACTERS : 0;
  const cut = flat.slice(start, start + length);
  return `${start > 0 ? '…' : ''}${cut}${start + length < flat.length ? '…' : ''}`;
}
