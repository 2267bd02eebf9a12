import type { AnswerStyle } from '../data';

/**
 * An answer without its fenced code blocks (``` or ~~~, closed by a fence at least as long, or by
 * the end). Cut by place, so that text which also stands inside a block stays. Fences may be indented
 * by any amount, as models write them inside list items.
 * Source: CommonMark 4.5.
 */
export function withoutFencedCode(markdown: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const found: RegExpExecArray | null = /^\s*(`{3,}|~{3,})([^\n]*)$/.exec(line);
    if (fence === null) {
      if (found && !(found[1][0] === '`' && found[2].includes('`'))) fence = found[1];
      else kept.push(line);
    } else if (found?.[1].startsWith(fence) && found[2].trim() === '') {
      fence = null;
    }
  }
  return kept.join('\n');
}

/** The line's own blanks only: `\s` would run on over empty lines, from each of them anew. */
const LIST_ITEM = /^[^\S\n\r\u2028\u2029]*(?:\d+\.|[-*+])\s/gm;

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/**
 * Counts of Markdown headers, list items and bold spans outside fenced code, beside the length.
 * @param length in tokens; without it in code points (as Python's `len`)
 */
export function answerStyle(markdown: string, length?: number): AnswerStyle {
  const text = withoutFencedCode(markdown);
  let codePoints = 0;
  if (length === undefined) for (const char of markdown) codePoints += char === '' ? 0 : 1;
  return {
    length: length ?? codePoints,
    headers: countOf(text, /^#{1,6}\s/gm),
    lists: countOf(text, LIST_ITEM),
    bold: countOf(text, /\*\*[^*\n]+\*\*/g) + countOf(text, /__[^_\n]+__/g),
  };
}
