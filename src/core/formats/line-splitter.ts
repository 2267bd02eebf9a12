import { TouchstoneError } from '../data';

/** A line beyond this is no line of a prompt file, and would exhaust the memory. */
const MAX_LINE_CHARS = 64 * 1024 * 1024;

/**
 * Splits streamed text into lines, on `\n` only: U+2028 and U+2029 are legal inside JSON strings.
 * A `\r` before the `\n` is dropped. Memory: one line.
 */
export class LineSplitter {
  #carry = '';

  /**
   * Lines that the chunk completes.
   * @throws TouchstoneError `line-too-long`
   */
  push(text: string): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.push(withoutReturn(this.#carry + text.slice(start, end)));
      this.#carry = '';
      start = end + 1;
    }
    this.#carry += text.slice(start);
    if (this.#carry.length > MAX_LINE_CHARS) {
      throw new TouchstoneError(
        'line-too-long',
        `A line is longer than ${MAX_LINE_CHARS / 1024 / 1024} million characters. Check that the file has one record a line.`,
      );
    }
    return lines;
  }

  /** The last line, where the file does not end in a newline. */
  finish(): string[] {
    const last = this.#carry;
    this.#carry = '';
    return last === '' ? [] : [withoutReturn(last)];
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
