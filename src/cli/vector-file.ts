import { TouchstoneError, type Vectors } from '../core/data';
import { readNpy } from '../core/vectors/npy';
import { readInput } from './input-file';

const FLOAT_BYTES = 4;

/**
 * Vectors of a `.npy` file, or of a file of bare little-endian float32 numbers, whose dimension must
 * then be given.
 * @throws TouchstoneError `file-missing`, `bad-npy`, `bad-vectors`
 */
export function readVectorFile(path: string, dim: number | null): Vectors {
  const bytes = readInput(path);
  if (path.endsWith('.npy')) {
    const vectors = readNpy(bytes, path);
    if (dim !== null && dim !== vectors.dim)
      throw new TouchstoneError(
        'bad-vectors',
        `${path} holds vectors of ${vectors.dim} numbers, not ${dim}. Leave --dim out, or take another file.`,
      );
    return vectors;
  }
  if (dim === null || !Number.isInteger(dim) || dim < 1)
    throw new TouchstoneError(
      'bad-vectors',
      `Give the number of dimensions of ${path} with --dim, for example --dim 384.`,
    );
  const count = bytes.length / (dim * FLOAT_BYTES);
  if (!Number.isInteger(count) || count === 0)
    throw new TouchstoneError(
      'bad-vectors',
      `${path} has ${bytes.length} bytes, which are not whole vectors of ${dim} float32 numbers. Check --dim.`,
    );
  // A copy, as a small file's bytes stand anywhere in a buffer that Node shares.
  const data = new Float32Array(new Uint8Array(bytes).buffer);
  return { data, count, dim };
}
