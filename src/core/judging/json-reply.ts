const MAX_REPLY_CHARS = 200_000;
/** Unclosed brackets are searched again from the next one on; this bounds a hostile reply's cost. */
const MAX_SCANNED_CHARS = 2_000_000;

export interface JsonInReply {
  /** Outermost values in their order; within an object that can't be read, objects only. */
  readonly values: readonly unknown[];
  /** Outermost objects that can't be read, as they stand: up to their end, or that of the reply. */
  readonly broken: readonly string[];
}

/**
 * The JSON that stands in a reply: alone, in a code fence, or in prose. Lenient as models are
 * careless: other quotation marks or none about members, quotation marks and line ends inside of
 * strings, trailing commas, Python's True, False and None. Numbers and words outside of brackets
 * don't count, nor does a list inside an object that can't be read: it may be a part of a string.
 * Never throws.
 */
export function jsonInReply(reply: string): JsonInReply {
  const text = reply.slice(0, MAX_REPLY_CHARS);
  const values: unknown[] = [];
  const broken: string[] = [];
  let brokenTo = 0;
  const scan: Scan = { left: MAX_SCANNED_CHARS };
  for (let at = 0; at < text.length && scan.left > 0; at++) {
    if (text[at] !== '{' && text[at] !== '[') continue;
    const isInBroken = at < brokenTo;
    const end = closingBracket(text, at, scan);
    const value = end < 0 ? undefined : lenientJson(text.slice(at, end + 1));
    if (value === undefined) {
      if (isInBroken || !beginsObject(text, at)) continue;
      brokenTo = end < 0 ? text.length : end + 1;
      broken.push(text.slice(at, brokenTo));
      continue;
    }
    if (!isInBroken || !Array.isArray(value)) values.push(value);
    at = end;
  }
  return { values, broken };
}

/** A bracket with a member after it; others are a set in prose, or around something of LaTeX's. */
const OBJECT_START = /\{\s{0,20}["'“”]?[\p{L}\p{N}_][\p{L}\p{N}_ -]{0,60}["'“”]?\s{0,20}:/uy;

function beginsObject(text: string, at: number): boolean {
  OBJECT_START.lastIndex = at;
  return OBJECT_START.test(text);
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

/** The value of a text that should be JSON; undefined where it can't be read. */
export function lenientJson(text: string): unknown {
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

/**
 * A string however quoted, up to the mark that a list or an object goes on after; a word of Python's;
 * a member without quotation marks; a comma too many. Each is passed once.
 */
const CARELESS =
  /"((?:[^"\\]|\\[^]|"(?!\s*[,:\]}]))*)"?|'((?:[^'\\\n]|\\.|'(?!\s*[,:\]}]))*)'?|[“”]((?:[^”\\]|\\[^]|”(?!\s*[,:\]}]))*)”?|\b(True|False|None)\b|\b([A-Za-z_]\w*)\b(?=\s*:)|,(?=\s*[\]}])/g;
const WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

function repaired(text: string): string {
  return text.replace(
    CARELESS,
    (_, double?: string, single?: string, curly?: string, word?: string, member?: string) => {
      const inside = double ?? single ?? curly;
      if (inside !== undefined) return quotedAnew(inside);
      if (word !== undefined) return WORDS[word];
      return member === undefined ? '' : `"${member}"`;
    },
  );
}

/** What JSON has escapes for; a backslash before anything else is one of LaTeX's or a path's. */
const ESCAPED = /\\u[0-9a-f]{4}|\\["\\/bfnrt']|["\\\p{Cc}]/giu;

function quotedAnew(inside: string): string {
  const body = inside.replace(ESCAPED, (part) => {
    if (part === "\\'") return "'";
    return part.length > 1 ? part : JSON.stringify(part).slice(1, -1);
  });
  return `"${body}"`;
}
