/** Something in brackets that could be a verdict. */
export interface BracketToken {
  readonly brackets: 'double' | 'single';
  readonly interior: string;
  /** Within the line. */
  readonly start: number;
  readonly end: number;
  /** In quotation marks or backticks. */
  readonly quoted: boolean;
}

export interface ReplyLine {
  readonly text: string;
  /** `code` inside a fence with more than one line of text; a fence around a single line only sets it off. */
  readonly fenced: 'no' | 'code' | 'alone';
  /** A quoted line of Markdown. */
  readonly cited: boolean;
  readonly tokens: readonly BracketToken[];
}

/** Double brackets, else single ones. */
const BRACKETS = /\[\s{0,3}\[([^[\]\n]{1,16})\]\s{0,3}\]|\[([^[\]\n]{1,16})\]/g;
/** After a fence of backticks no further one may stand on its line. */
const FENCE = /^\s{0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const OPENING = /["'`“„‘«「『][\s*]*$/;
const CLOSING = /^[\s*]*["'`”’»」』]/;
/** Brackets after these belong to code or a link: `arr[a]`, `f(x)[a]`. */
const INDEXED = /[\w)\]]$/;
const FOLLOWED = /^[([\w]/;

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/\\([[\]<>=~])/g, '$1'],
  [/\\(?:boxed|text|textbf|mathbf|mathrm)\b/g, ''],
  [/&gt;|&#62;|&#x3e;|＞|≻|\\succ\b/g, '>'],
  [/&lt;|&#60;|&#x3c;|＜|≺|\\prec\b/g, '<'],
  [/≫|\\gg\b/g, '>>'],
  [/≪|\\ll\b/g, '<<'],
  [/＝|≈|≃|\\approx\b/g, '='],
  [/［|【/g, '['],
  [/］|】/g, ']'],
  [/\[{3,}/g, '[['],
  [/\]{3,}/g, ']]'],
  [/Ａ/g, 'A'],
  [/Ｂ/g, 'B'],
  [/Ｃ/g, 'C'],
  [/\r\n?/g, '\n'],
];

/** Brackets and comparison signs as ASCII, however the judge escaped or typed them. */
export function normalisedBrackets(reply: string): string {
  return REPLACED.reduce((text, [pattern, by]) => text.replace(pattern, by), reply);
}

/** Lines with what stands in brackets on them. */
export function readLines(text: string): ReplyLine[] {
  const lines = text.split('\n');
  const fenced = fences(lines);
  return lines.map((line, index) => ({
    text: line,
    fenced: fenced[index],
    cited: /^\s{0,3}>/.test(line),
    tokens: tokensOf(line),
  }));
}

function fences(lines: readonly string[]): ReplyLine['fenced'][] {
  const kinds: ReplyLine['fenced'][] = lines.map(() => 'no');
  for (let i = 0; i < lines.length; i++) {
    const open = FENCE.exec(lines[i]);
    if (!open) continue;
    let end = i + 1;
    while (end < lines.length && !closes(lines[end].trim(), open[1])) end++;
    // One that nothing closes encloses nothing.
    if (end === lines.length) break;
    const filled = lines.slice(i + 1, end).filter((line) => line.trim() !== '').length;
    for (let inside = i; inside < end; inside++) kinds[inside] = filled === 1 ? 'alone' : 'code';
    i = end;
  }
  return kinds;
}

/** As in CommonMark: at least as long as the opening fence, and nothing behind it. */
function closes(line: string, fence: string): boolean {
  return line.startsWith(fence) && new Set(line).size === 1;
}

function tokensOf(line: string): BracketToken[] {
  if (!line.includes('[')) return [];
  return Array.from(line.matchAll(BRACKETS)).flatMap((match): BracketToken[] => {
    const [whole, double, single] = match;
    const start = match.index;
    const end = start + whole.length;
    const before = line.slice(Math.max(0, start - 4), start);
    const after = line.slice(end, end + 4);
    const interior = double ?? single;
    const compared = /[<>=~]/.test(interior);
    if (!compared && (INDEXED.test(before) || FOLLOWED.test(after))) return [];
    const brackets = double === undefined ? 'single' : 'double';
    if (brackets === 'single' && (/\[$/.test(before) || /^[(\]]/.test(after))) return [];
    const quoted = OPENING.test(before) && CLOSING.test(after);
    return [{ brackets, interior, start, end, quoted }];
  });
}
