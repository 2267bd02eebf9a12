import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readZipEntry } from './zip.mjs';

const text = 'touchstone '.repeat(500);
const archive = Buffer.from(
  zipSync({
    'a/stored.txt': [strToU8('as it is'), { level: 0 }],
    'a/deflated.txt': [strToU8(text), { level: 9 }],
  }),
);

describe('readZipEntry', () => {
  it('reads stored and deflated files', () => {
    expect(readZipEntry(archive, 'a/stored.txt').toString()).toBe('as it is');
    expect(readZipEntry(archive, 'a/deflated.txt').toString()).toBe(text);
  });

  it('finds the directory before an archive comment', () => {
    const comment = Buffer.from('made for a test');
    const commented = Buffer.concat([archive, comment]);
    commented.writeUInt16LE(comment.length, archive.length - 2);
    expect(readZipEntry(commented, 'a/deflated.txt').toString()).toBe(text);
  });

  it('refuses what is missing, cut short or no archive', () => {
    expect(() => readZipEntry(archive, 'b.txt')).toThrow('has no b.txt');
    expect(() => readZipEntry(archive.subarray(0, 200), 'a/stored.txt')).toThrow('not a zip');
    expect(() => readZipEntry(Buffer.from('<html>'), 'a')).toThrow('not a zip');
  });
});
