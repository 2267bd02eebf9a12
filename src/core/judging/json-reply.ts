const MAX_REPLY_CHARS = 200_000;
/** Unclosed brackets are searched again from the next one on; this bounds a hostile reply's cost. */
const MAX_SCANNED_CHARS = 2_000_000;

/**
 * The JSON values that stand in a reply, outermost ones only, in their order: alone, in a code
 * fence, or in prose. Lenient as models are careless: single quotes, trailing commas, Python's
 * True, False and None. Numbers and words outside of brackets don't count. Never throws.
 */
export function jsonInReply(reply: string): unknown[] {
  const text = reply.slice(0, MAX_REPLY_CHARS);
  const values: unknown[] = [];
  const scan: Scan = { left: MAX_SCANNED_CHARS };
  for (let at = 0; at < text.length && scan.left > 0; at++) {
    if (text[at] !== '{' && text[at] !== '[') continue;
    const end = closingBracket(text, at, scan);
    const value = end < 0 ? undefined : lenient(text.slice(at, end + 1));
    if (value === undefined) continue;
    values.push(value);
    at = end;
  }
  return values;
}

interface Scan {
  left: number;
}

/** Index of the bracket that closes the one at `start`; −1 for none. */
function closingBracket(text: string, start: number, scan: Scan): number {
  const open: string[] = [];
  let quote = '';
  for (let i = start; i < text.length; i++) {
    const letter = text[i];
    if (quote) {
      if (letter === '\\') i++;
      else if (letter === quote) quote = '';
    } else if (letter === '"') quote = letter;
    else if (letter === '{' || letter === '[') open.push(letter === '{' ? '}' : ']');
    else if (letter === '}' || letter === ']') {
      if (open.pop() !== letter) return -1;
      if (open.length === 0) return i;
    }
    if (--scan.left === 0) return -1;
  }
  return -1;
}

function lenient(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(repaired(text));
    } catch {
      return undefined;
    }
  }
}

/** A string however quoted, a word of Python's, a comma too many: each is passed once. */
const CARELESS =
  /"(?:[^"\\]|\\[^])*"?|'((?:[^'\\\n]|\\.|'(?!\s*[,:\]}]))*)'?|\b(True|False|None)\b|,(?=\s*[\]}])/g;
const WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

function repaired(text: string): string {
  return text.replace(CARELESS, (found, single?: string, word?: string) => {
    if (single !== undefined) return JSON.stringify(single.replace(/\\'/g, "'"));
    if (word !== undefined) return WORDS[word];
    return found === ',' ? '' : found;
  });
}
