import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash, contentId, duplicateKey } from './content-hash';

describe('contentHash', () => {
  // mmh3 5.2 (Python), hash_bytes(seed=0, x64arch=False), as four 32-bit words.
  it.each([
    ['', '00000000000000000000000000000000'],
    ['a', 'a794933c5556b01b5556b01b5556b01b'],
    ['hello', '2b2444a0db91def79adb31b69adb31b6'],
    ['The quick brown fox jumps over the lazy dog', '2f1583c3ecee2c675d7bf66ce5e91d2c'],
    ['árvíztűrő tükörfúrógép', '6b119ecdf79382b1d76ba9dfef92fe8b'],
    ['0123456789abcdef', 'fb7d440936aed30a48ad1d9b572b3bfd'],
    ['0123456789abcdef0', '1f8a385560920c06b5182f1c718c0b9c'],
    ['x'.repeat(1000), '02508d27189b6cffc11edb6e79f64f4b'],
  ])('of %j is that of mmh3', (text, expected) => {
    expect(contentHash(text)).toBe(expected);
  });
});

describe('duplicateKey', () => {
  it('is the same for composed and decomposed letters and for any white space', () => {
    const key = duplicateKey('é Ő tea');
    expect(duplicateKey('  e\u0301\n\tO\u030b\u00a0\u2003 tea ')).toBe(key);
    expect(duplicateKey('É Ő tea')).not.toBe(key);
    expect(contentId(key)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('survives lone surrogates, NUL and long texts', () => {
    expect(duplicateKey('\ud800 x')).toMatch(/^[0-9a-f]{32}$/);
    expect(duplicateKey('a\0b')).not.toBe(duplicateKey('ab'));
    expect(duplicateKey('ab '.repeat(100_000))).toBe(duplicateKey('ab '.repeat(99_999) + 'ab'));
  });

  it('does not change when white space is added where there is some', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), (words) => {
        expect(duplicateKey(words.join(' \n '))).toBe(duplicateKey(words.join(' ')));
      }),
    );
  });
});
