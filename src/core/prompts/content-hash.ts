const encoder = new TextEncoder();

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function scramble(k: number, first: number, bits: number, second: number): number {
  return Math.imul(rotate(Math.imul(k, first), bits), second);
}

function finalMix(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Little-endian word at `at`; bytes from `end` on count as 0. */
function word(bytes: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let i = Math.min(4, end - at) - 1; i >= 0; i--) value = (value << 8) | bytes[at + i];
  return value;
}

function hex(h: number): string {
  return (h >>> 0).toString(16).padStart(8, '0');
}

/**
 * Hash of a text's UTF-8 bytes, see `bytesHash`. Lone surrogates count as U+FFFD.
 */
export function contentHash(text: string): string {
  return bytesHash(encoder.encode(text));
}

/**
 * MurmurHash3_x86_128 (Appleby, public domain; seed 0), as 32 hex digits. Not cryptographic: it
 * names contents, it does not vouch for them. Cost: one pass, a few hundred MB/s.
 */
export function bytesHash(bytes: Uint8Array): string {
  const length = bytes.length;
  const whole = length - (length % 16);
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  for (let i = 0; i < whole; i += 16) {
    h1 ^= scramble(word(bytes, i, length), C1, 15, C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= scramble(word(bytes, i + 4, length), C2, 16, C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= scramble(word(bytes, i + 8, length), C3, 17, C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= scramble(word(bytes, i + 12, length), C4, 18, C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  h4 ^= scramble(word(bytes, whole + 12, length), C4, 18, C1);
  h3 ^= scramble(word(bytes, whole + 8, length), C3, 17, C4);
  h2 ^= scramble(word(bytes, whole + 4, length), C2, 16, C3);
  h1 ^= scramble(word(bytes, whole, length), C1, 15, C2);

  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  h1 = finalMix(h1);
  h2 = finalMix(h2);
  h3 = finalMix(h3);
  h4 = finalMix(h4);
  h1 = (h1 + h2 + h3 + h4) | 0;
  h2 = (h2 + h1) | 0;
  h3 = (h3 + h1) | 0;
  h4 = (h4 + h1) | 0;
  return hex(h1) + hex(h2) + hex(h3) + hex(h4);
}

/** The form in which texts are compared: Unicode NFC, white space collapsed and trimmed. */
export function plainText(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Hash under which equal texts fall together, see `plainText`; whole prompts have a `promptKey`. */
export function duplicateKey(text: string): string {
  return contentHash(plainText(text));
}

/** Id of a prompt that brings none: the first 64 bits of its duplicate key. */
export function contentId(key: string): string {
  return key.slice(0, 16);
}
