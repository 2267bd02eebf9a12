import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextFileDecoder, type Encoding } from './text-encoding';

function decode(chunks: readonly Uint8Array[], encoding?: Encoding): [string, Encoding] {
  const decoder = new TextFileDecoder(encoding);
  const text = chunks.map((chunk) => decoder.decode(chunk)).join('') + decoder.finish();
  return [text, decoder.encoding];
}

function chunked(bytes: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let i = 0; i < bytes.length; i += size) chunks.push(bytes.slice(i, i + size));
  return chunks;
}

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = [...(mark ? [0xfeff] : []), ...Array.from(text, (c) => c.charCodeAt(0))];
  const view = new DataView(new ArrayBuffer(units.length * 2));
  units.forEach((unit, i) => view.setUint16(2 * i, unit, littleEndian));
  return new Uint8Array(view.buffer);
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('TextFileDecoder', () => {
  it('drops the byte-order mark of UTF-8', () => {
    expect(decode([bytes('\ufeffprompt\nárvíz')])).toEqual(['prompt\nárvíz', 'utf-8']);
  });

  it.each([
    ['little endian, marked', true, true, 'utf-16le'],
    ['big endian, marked', false, true, 'utf-16be'],
    ['little endian, unmarked', true, false, 'utf-16le'],
    ['big endian, unmarked', false, false, 'utf-16be'],
  ] as const)('reads UTF-16, %s', (_, littleEndian, mark, encoding) => {
    const text = 'prompt;topic\nWie groß ist die Erde?;geo\n';
    expect(decode([utf16(text, littleEndian, mark)])).toEqual([text, encoding]);
  });

  it('tells Windows-1252 by its stray bytes, with its own characters from 0x80 to 0x9f', () => {
    const cp1252 = Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x80, 0x20, 0x93, 0x68, 0x94]);
    expect(decode([cp1252])).toEqual(['café € “h”', 'windows-1252']);
  });

  it('decides late where the beginning is ASCII', () => {
    const ascii = bytes('a'.repeat(5000));
    expect(decode([ascii, Uint8Array.from([0xfc, 0x62])])[0].slice(5000)).toBe('üb');
    expect(decode([ascii, bytes('űr')])[0].slice(5000)).toBe('űr');
  });

  it('replaces invalid bytes in a text that is UTF-8 elsewhere', () => {
    const broken = Uint8Array.from([...bytes('ő és ű '), 0xff, 0x21]);
    expect(decode([broken])).toEqual(['ő és ű \ufffd!', 'utf-8']);
  });

  it('takes a last lone byte for Windows-1252', () => {
    expect(decode([Uint8Array.from([0x63, 0x61, 0x66, 0xe9])])).toEqual(['café', 'windows-1252']);
  });

  it('obeys a given encoding', () => {
    expect(decode([bytes('é')], 'windows-1252')).toEqual(['Ã©', 'windows-1252']);
  });

  it('gives any well-formed text back, however it is cut', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'binary' })
          .filter((text) => !text.includes('\0') && text[0] !== '\ufeff'),
        fc.integer({ min: 1, max: 7 }),
        (text, size) => {
          const padded = `prompt ${text}`;
          expect(decode(chunked(bytes(padded), size), 'utf-8')[0]).toBe(padded);
          expect(decode(chunked(bytes(padded), size))[0]).toBe(padded);
        },
      ),
    );
  });
});
