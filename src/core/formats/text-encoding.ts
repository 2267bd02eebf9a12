export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How much of the first chunk is looked at for the zeros of UTF-16. */
const UTF16_SAMPLE_BYTES = 4096;

function byteOrderMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 without a mark shows by its zeros: mostly at odd places (little endian) or even ones. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const pairs = Math.min(bytes.length, UTF16_SAMPLE_BYTES) >> 1;
  if (pairs < 2) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) even++;
    if (bytes[2 * i + 1] === 0) odd++;
  }
  if (odd > 0.3 * pairs && even < 0.05 * pairs) return 'utf-16le';
  if (even > 0.3 * pairs && odd < 0.05 * pairs) return 'utf-16be';
  return null;
}

/** Encoding that the first bytes of a file prove, by its mark or by the zeros of UTF-16; else null. */
export function provenEncoding(head: Uint8Array): Encoding | null {
  return byteOrderMark(head) ?? unmarkedUtf16(head);
}

function firstNonAscii(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length && bytes[i] < 0x80) i++;
  return i;
}

/** Counts whole multi-byte sequences and bytes that fit none; a sequence cut by the end counts as neither. */
function countSequences(bytes: Uint8Array, start: number): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  let i = start;
  while (i < bytes.length) {
    const lead = bytes[i++];
    if (lead < 0x80) continue;
    const needed =
      lead >= 0xc2 && lead <= 0xdf
        ? 1
        : lead >= 0xe0 && lead <= 0xef
          ? 2
          : lead >= 0xf0 && lead <= 0xf4
            ? 3
            : 0;
    let found = 0;
    while (found < needed && (bytes[i + found] & 0xc0) === 0x80) found++;
    if (needed > 0 && found === needed) valid++;
    else if (needed === 0 || i + found < bytes.length) invalid++;
    i += found;
  }
  return { valid, invalid };
}

/** The text of a whole file, in the encoding that its bytes tell: see `TextFileDecoder`. */
export function decodeTextFile(bytes: Uint8Array): string {
  const decoder = new TextFileDecoder();
  return decoder.decode(bytes) + decoder.finish();
}

/**
 * Decodes a text file chunk by chunk in one pass. A byte-order mark decides first, then the zeros of
 * UTF-16; else the first chunk with a byte above 127 tells UTF-8 (whole sequences outnumber stray
 * bytes) from Windows-1252: until then both read the same. Invalid bytes become U+FFFD, never an error.
 */
export class TextFileDecoder {
  #decoder: TextDecoder | null = null;
  #encoding: Encoding = 'utf-8';
  #held = new Uint8Array(0);
  #first = true;

  /** @param encoding given by the user: no detection */
  constructor(encoding?: Encoding) {
    if (encoding) this.#settle(encoding);
  }

  /** The encoding as far as it is known: `utf-8` while all was ASCII. */
  get encoding(): Encoding {
    return this.#encoding;
  }

  decode(chunk: Uint8Array): string {
    if (chunk.length === 0) return '';
    if (this.#decoder) return this.#decoder.decode(chunk, { stream: true });
    const bytes = new Uint8Array(this.#held.length + chunk.length);
    bytes.set(this.#held);
    bytes.set(chunk, this.#held.length);
    this.#held = new Uint8Array(0);
    const proven = this.#first ? provenEncoding(bytes) : null;
    if (proven) return this.#settle(proven).decode(bytes, { stream: true });

    const start = firstNonAscii(bytes);
    const { valid, invalid } = countSequences(bytes, start);
    if (valid + invalid === 0) {
      this.#held = bytes.slice(start);
      this.#first = false;
      return new TextDecoder().decode(bytes.subarray(0, start));
    }
    return this.#settle(invalid > valid ? 'windows-1252' : 'utf-8').decode(bytes, { stream: true });
  }

  finish(): string {
    if (this.#decoder) return this.#decoder.decode();
    return this.#held.length === 0 ? '' : this.#settle('windows-1252').decode(this.#held);
  }

  #settle(encoding: Encoding): TextDecoder {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: !this.#first });
    return this.#decoder;
  }
}
