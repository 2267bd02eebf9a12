const encoder = new TextEncoder();
const BLOCK_BYTES = 64;

/** The first 32 bits of the fractional parts of the cube (or square) roots of the first primes. */
function primeRoots(count: number, power: number): Uint32Array {
  const roots = new Uint32Array(count);
  for (let n = 2, found = 0; found < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    const root = n ** power;
    roots[found++] = (root - Math.floor(root)) * 2 ** 32;
  }
  return roots;
}

const ROUND_KEYS = primeRoots(64, 1 / 3);
const START = primeRoots(8, 1 / 2);

const rotate = (x: number, bits: number) => (x >>> bits) | (x << (32 - bits));

function compress(state: Uint32Array, bytes: Uint8Array, at: number, words: Uint32Array): void {
  for (let i = 0; i < 16; i++) {
    const b = at + 4 * i;
    words[i] = (bytes[b] << 24) | (bytes[b + 1] << 16) | (bytes[b + 2] << 8) | bytes[b + 3];
  }
  for (let i = 16; i < 64; i++) {
    const w15 = words[i - 15];
    const w2 = words[i - 2];
    const s0 = rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3);
    const s1 = rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10);
    words[i] = words[i - 16] + s0 + words[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_KEYS[i] + words[i]) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

function digest(bytes: Uint8Array): Uint8Array {
  const whole = bytes.length - (bytes.length % BLOCK_BYTES);
  const rest = bytes.length - whole;
  const tail = new Uint8Array(rest < 56 ? BLOCK_BYTES : 2 * BLOCK_BYTES);
  tail.set(bytes.subarray(whole));
  tail[rest] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(tail.length - 4, bytes.length * 8);
  const state = START.slice();
  const words = new Uint32Array(64);
  for (let at = 0; at < whole; at += BLOCK_BYTES) compress(state, bytes, at, words);
  for (let at = 0; at < tail.length; at += BLOCK_BYTES) compress(state, tail, at, words);
  const result = new Uint8Array(32);
  const out = new DataView(result.buffer);
  state.forEach((word, i) => out.setUint32(4 * i, word));
  return result;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 of the UTF-8 bytes, as 64 hex digits. Lone surrogates count as U+FFFD. Source: FIPS 180-4. */
export function sha256(text: string): string {
  return hex(digest(encoder.encode(text)));
}

/**
 * HMAC-SHA-256 as 64 hex digits: whoever does not hold the secret can't foretell it. Synchronous,
 * which WebCrypto's is not. Source: RFC 2104.
 */
export function hmacSha256(secret: string, message: string): string {
  const given = encoder.encode(secret);
  const key = new Uint8Array(BLOCK_BYTES);
  key.set(given.length > BLOCK_BYTES ? digest(given) : given);
  const body = encoder.encode(message);
  const inner = new Uint8Array(BLOCK_BYTES + body.length);
  inner.set(key.map((byte) => byte ^ 0x36));
  inner.set(body, BLOCK_BYTES);
  const outer = new Uint8Array(BLOCK_BYTES + 32);
  outer.set(key.map((byte) => byte ^ 0x5c));
  outer.set(digest(inner), BLOCK_BYTES);
  return hex(digest(outer));
}
