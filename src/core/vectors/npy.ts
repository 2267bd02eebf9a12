import { TouchstoneError, type Vectors } from '../data';
import { halfToNumber, numberToHalf } from './half-float';

/** Element types of vectors: little-endian floats of 2, 4 or 8 bytes. */
export type NpyType = 'f2' | 'f4' | 'f8';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** numpy pads the header so that the data starts at a multiple of this. */
const ALIGNMENT = 64;
const BYTES: Readonly<Record<NpyType, number>> = { f2: 2, f4: 4, f8: 8 };

interface Header {
  readonly type: NpyType;
  readonly count: number;
  readonly dim: number;
  readonly dataStart: number;
}

function fail(name: string, problem: string): TouchstoneError {
  return new TouchstoneError(
    'bad-npy',
    `${name}: ${problem}. Save a two-dimensional array with numpy.save(path, vectors.astype("float32")).`,
  );
}

function readHeader(bytes: Uint8Array, name: string): Header {
  if (bytes.length < 10 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw fail(name, 'this is no .npy file');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version < 1 || version > 3) throw fail(name, `.npy version ${version} is unknown`);
  const headerStart = version === 1 ? 10 : 12;
  if (bytes.length < headerStart) throw fail(name, 'the header is cut');
  const headerSize = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataStart = headerStart + headerSize;
  if (dataStart > bytes.length) throw fail(name, 'the header is cut');
  const header = new TextDecoder().decode(bytes.subarray(headerStart, dataStart));

  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const type = descr === undefined ? undefined : /^[<|]?(f[248])$/.exec(descr)?.[1];
  if (type === undefined) {
    throw fail(
      name,
      `elements of type ${descr ?? 'unknown'}; little-endian f2, f4 or f8 can be read`,
    );
  }
  if (!/'fortran_order'\s*:\s*False/.test(header)) {
    throw fail(name, 'the array is in Fortran order; numpy.ascontiguousarray turns it');
  }
  const shape = /'shape'\s*:\s*\(([^)]*)\)/.exec(header)?.[1];
  const sizes = (shape ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  if (sizes.length !== 2 || !sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw fail(name, `the array has the shape (${shape ?? ''}), not (prompts, dimensions)`);
  }
  return { type: type as NpyType, count: sizes[0], dim: sizes[1], dataStart };
}

const READERS: Readonly<Record<NpyType, (view: DataView, at: number) => number>> = {
  f2: (view, at) => halfToNumber(view.getUint16(at, true)),
  f4: (view, at) => view.getFloat32(at, true),
  f8: (view, at) => view.getFloat64(at, true),
};

/**
 * Vectors of a .npy file (numpy.lib.format, versions 1 to 3): a two-dimensional array in C order of
 * little-endian f2, f4 or f8, all finite; returned as float32, as stored (not scaled to unit length).
 * @param name of the file, for the error
 * @throws TouchstoneError `bad-npy`
 */
export function readNpy(bytes: Uint8Array, name: string): Vectors {
  const { type, count, dim, dataStart } = readHeader(bytes, name);
  const size = count * dim * BYTES[type];
  if (bytes.length - dataStart !== size) {
    throw fail(
      name,
      `${count} × ${dim} numbers need ${size} bytes, the file has ${bytes.length - dataStart}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataStart, size);
  const data = new Float32Array(count * dim);
  const read = READERS[type];
  for (let i = 0; i < data.length; i++) {
    data[i] = read(view, i * BYTES[type]);
    if (!Number.isFinite(data[i])) {
      throw fail(
        name,
        `the number in row ${Math.floor(i / dim) + 1}, column ${(i % dim) + 1} is not finite`,
      );
    }
  }
  return { data, count, dim };
}

/** A .npy file (version 1, C order) of the vectors, as float32 or, at half the size, float16. */
export function writeNpy(vectors: Vectors, type: 'f2' | 'f4' = 'f4'): Uint8Array<ArrayBuffer> {
  const { data, count, dim } = vectors;
  const dictionary = `{'descr': '<${type}', 'fortran_order': False, 'shape': (${count}, ${dim}), }`;
  const unpadded = 10 + dictionary.length + 1;
  const dataStart = Math.ceil(unpadded / ALIGNMENT) * ALIGNMENT;
  const header = dictionary + ' '.repeat(dataStart - unpadded) + '\n';
  const bytes = new Uint8Array(dataStart + data.length * BYTES[type]);
  const view = new DataView(bytes.buffer);
  bytes.set([...MAGIC, 1, 0]);
  view.setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  for (let i = 0; i < data.length; i++) {
    if (type === 'f4') view.setFloat32(dataStart + 4 * i, data[i], true);
    else view.setUint16(dataStart + 2 * i, numberToHalf(data[i]), true);
  }
  return bytes;
}
