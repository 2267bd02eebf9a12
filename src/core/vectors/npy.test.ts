import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TouchstoneError } from '../data';
import { readNpy, writeNpy } from './npy';

const fromBase64 = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));

/** Header that numpy 2.4 writes for a 2×3 array. */
const header = (descr: string, fortran: string) => {
  const dictionary = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (2, 3), }`;
  return `\x93NUMPY\x01\0\x76\0${dictionary.padEnd(117)}\n`;
};
const file = (descr: string, data: string, fortran = 'False') =>
  Uint8Array.from([
    ...Array.from(header(descr, fortran), (char) => char.charCodeAt(0)),
    ...fromBase64(data),
  ]);

/** numpy.save of [[1.5, -2.25, 0.1], [65504, 6e-8, 0]] in each type. */
const F2 = file('<f2', 'AD6AwGYu/3sBAAAA');
const F4 = file('<f4', 'AADAPwAAEMDNzMw9AOB/R1nZgDMAAAAA');
const F8 = file('<f8', 'AAAAAAAA+D8AAAAAAAACwJqZmZmZmbk/AAAAAAD870ArpGkpKxtwPgAAAAAAAAAA');
const values = [1.5, -2.25, 0.1, 65504, 6e-8, 0];

const problem = (bytes: Uint8Array) => {
  try {
    readNpy(bytes, 'v.npy');
  } catch (error) {
    expect(error).toBeInstanceOf(TouchstoneError);
    return (error as Error).message;
  }
  return null;
};

describe('readNpy', () => {
  it('reads what numpy writes', () => {
    const exact = { data: Float32Array.from(values), count: 2, dim: 3 };
    expect(readNpy(F4, 'v')).toEqual(exact);
    expect(readNpy(F8, 'v')).toEqual(exact);
    const half = readNpy(F2, 'v');
    expect([half.count, half.dim]).toEqual([2, 3]);
    half.data.forEach((value, i) => {
      expect(Math.abs(value - values[i])).toBeLessThanOrEqual(
        Math.abs(values[i]) * 2 ** -11 + 2 ** -25,
      );
    });
  });

  it('reads at any offset of a larger buffer', () => {
    const shifted = new Uint8Array(F4.length + 3);
    shifted.set(F4, 3);
    expect(readNpy(shifted.subarray(3), 'v').data[0]).toBe(1.5);
  });

  it.each([
    ['no .npy', new TextEncoder().encode('prompt,topic\na,b\n'), /v\.npy: this is no \.npy file/],
    ['an empty file', new Uint8Array(0), /this is no \.npy file/],
    ['a cut header', F4.subarray(0, 60), /the header is cut/],
    ['cut data', F4.subarray(0, F4.length - 1), /2 × 3 numbers need 24 bytes, the file has 23/],
    ['big endian', file('>f4', ''), /elements of type >f4/],
    ['integers', file('<i8', ''), /elements of type <i8/],
    ['Fortran order', file('<f4', '', 'True'), /Fortran order/],
    ['NaN', file('<f4', 'AADAPwAAwH8AAMA/AADAPwAAwD8AAMA/'), /row 1, column 2 is not finite/],
  ])('says what is wrong with %s', (_, bytes, message) => {
    expect(problem(bytes)).toMatch(message);
    expect(problem(bytes)).toMatch(/numpy\.save/);
  });
});

describe('writeNpy', () => {
  it('writes the bytes that numpy writes', () => {
    const vectors = { data: Float32Array.from(values), count: 2, dim: 3 };
    expect(writeNpy(vectors)).toEqual(F4);
    expect(writeNpy(vectors, 'f2')).toEqual(F2);
  });

  it('is read back to the same vectors', () => {
    const shape = fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      dim: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(
        shape,
        fc.double({ noNaN: true, min: -1e30, max: 1e30 }),
        ({ count, dim }, scale) => {
          const data = Float32Array.from({ length: count * dim }, (_, i) => scale / (i + 1));
          expect(readNpy(writeNpy({ data, count, dim }), 'v')).toEqual({ data, count, dim });
        },
      ),
    );
  });
});
