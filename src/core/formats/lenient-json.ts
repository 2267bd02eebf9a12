/** An integer that a double may not hold; ids of 19 digits are common. */
const LONG_INTEGER = /(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/;
/** Whether there may be one; three times as fast, for vectors are full of digits. */
const MAY_BE_LONG = /(?:^|[:,[\s])-?\d{16}/;
/** What Python writes for numbers that JSON has no word for. */
const NO_NUMBER = /-?(?:NaN|Infinity)\b/;
const NOT_JSON = new RegExp(`"|${NO_NUMBER.source}|${LONG_INTEGER.source}`, 'g');

/**
 * Reads a JSON text as programs write it: NaN and Infinity, bare, count as null, and integers beyond
 * what a number holds exactly come as text, digit by digit.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  if (MAY_BE_LONG.test(text)) return JSON.parse(inPlainJson(text));
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!NO_NUMBER.test(text)) throw error;
    return JSON.parse(inPlainJson(text));
  }
}

function inPlainJson(text: string): string {
  const parts: string[] = [];
  let from = 0;
  NOT_JSON.lastIndex = 0;
  for (let found = NOT_JSON.exec(text); found; found = NOT_JSON.exec(text)) {
    const [token] = found;
    if (token === '"') {
      NOT_JSON.lastIndex = stringEnd(text, found.index);
      continue;
    }
    parts.push(text.slice(from, found.index), inJson(token));
    from = NOT_JSON.lastIndex;
  }
  return parts.join('') + text.slice(from);
}

function inJson(token: string): string {
  if (NO_NUMBER.test(token)) return 'null';
  return Number.isSafeInteger(Number(token)) ? token : `"${token}"`;
}

/** Index after the string that opens at `start`. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}
