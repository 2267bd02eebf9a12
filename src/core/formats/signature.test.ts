import { describe, expect, it } from 'vitest';
import { detectContainer } from './signature';
import { seededRandom } from '../random';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('detectContainer', () => {
  it('goes by the first bytes', () => {
    expect(detectContainer(bytes('\x1f\x8b\x08'), 'a.txt')).toBe('gzip');
    expect(detectContainer(bytes('PAR1....'), 'a.csv')).toBe('parquet');
    expect(detectContainer(bytes('PK\x03\x04....'), 'a.json')).toBe('zip');
    expect(detectContainer(bytes('{"prompt":"a"}'), 'a.parquet')).toBe('text');
  });

  it('says what a foreign file is and what to do', () => {
    expect(() => detectContainer(bytes('%PDF-1.7'), 'paper.jsonl')).toThrow(
      /paper\.jsonl is a PDF document: export its text first/,
    );
    expect(() => detectContainer(bytes('\x93NUMPY\x01\0'), 'v')).toThrow(/file of vectors/);
    expect(() => detectContainer(new Uint8Array(0), 'none.csv')).toThrow(/none\.csv is empty/);
  });

  it('refuses random bytes, and lets a stray control character pass', () => {
    const random = seededRandom(1);
    const noise = Uint8Array.from({ length: 500 }, () => Math.floor(random() * 256));
    expect(() => detectContainer(noise, 'noise')).toThrow(/binary file/);
    expect(detectContainer(bytes('{"prompt":"a\0b"}'), 'nul')).toBe('text');
    expect(detectContainer(bytes('a\0b\0c\0d\0'), 'utf-16')).toBe('text');
  });
});
