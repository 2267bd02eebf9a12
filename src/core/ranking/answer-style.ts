import type { AnswerStyle } from '../data';

/**
 * An answer without its fenced code blocks (``` or ~~~, closed by a fence at least as long, or by
 * the end). Cut by place, so that text which also stands inside a block stays.
 * Source: CommonMark 4.5.
 */
export function withoutFencedCode(markdown: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark: string | undefined = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null) {
      if (
        mark &&
        !(mark[0] === '`' && line.slice(line.indexOf(mark) + mark.length).includes('`'))
      ) {
        fence = mark;
      } else kept.push(line);
    } else if (mark?.startsWith(fence) && line.trim() === mark) {
      fence = null;
    }
  }
  return kept.join('\n');
}

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
    lists: countOf(text, /^\s*(?:\d+\.|[-*+])\s/gm),
    bold: countOf(text, /\*\*[^*\n]+\*\*/g) + countOf(text, /__[^_\n]+__/g),
  };
}
