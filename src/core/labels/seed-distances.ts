import { TouchstoneError, type OnProgress, type Vectors } from '../data';

const TOLD_EVERY = 16;

/**
 * Cosine distances from every prompt to every seed, kept one column a seed, so that labelling one
 * more prompt costs one column (count×dim multiplications, about 10 ms for 20,000×384) and taking a
 * label back costs nothing. Memory 4·count·seeds bytes.
 *
 * A distance is 1 − x·y over normalised rows, clamped to [0, 2], the dot product rounded to float32
 * as scikit-learn rounds it: identical prompts are at exactly 0. A zero vector is at 1 from all.
 */
export class SeedDistances {
  readonly #columns = new Map<number, Float32Array>();
  readonly #inverseNorms: Float64Array;

  /** @throws TouchstoneError `bad-vectors` */
  constructor(readonly vectors: Vectors) {
    const { data, count, dim } = vectors;
    if (!(dim > 0) || data.length !== count * dim)
      throw new TouchstoneError(
        'bad-vectors',
        `The vectors hold ${data.length} numbers, not ${count} rows of ${dim}. Check the number of dimensions.`,
      );
    this.#inverseNorms = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      let squares = 0;
      for (let i = row * dim; i < (row + 1) * dim; i++) squares += data[i] * data[i];
      if (!Number.isFinite(squares))
        throw new TouchstoneError(
          'bad-vectors',
          `The vector of row ${row} holds a number that is not finite. Compute that vector again.`,
        );
      this.#inverseNorms[row] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    }
  }

  /** Computes the column of one more seed; none if it is there already. @throws TouchstoneError `seed-row` */
  add(row: number): void {
    const { data, count, dim } = this.vectors;
    if (!Number.isInteger(row) || row < 0 || row >= count)
      throw new TouchstoneError(
        'seed-row',
        `There is no row ${row}: the vectors have rows 0 to ${count - 1}. Take it out of the seeds.`,
      );
    if (this.#columns.has(row)) return;
    const seed = Float64Array.from(
      data.subarray(row * dim, (row + 1) * dim),
      (value) => value * this.#inverseNorms[row],
    );
    const column = new Float32Array(count);
    for (let other = 0, at = 0; other < count; other++, at += dim) {
      let dot = 0;
      for (let i = 0; i < dim; i++) dot += data[at + i] * seed[i];
      const distance = 1 - Math.fround(dot * this.#inverseNorms[other]);
      column[other] = Math.min(2, Math.max(0, distance));
    }
    this.#columns.set(row, column);
  }

  remove(row: number): void {
    this.#columns.delete(row);
  }

  /** Adds and removes until exactly these rows are the seeds. Progress counts the seeds added. */
  retain(rows: Iterable<number>, onProgress?: OnProgress): void {
    const wanted = new Set(rows);
    for (const row of this.#columns.keys()) if (!wanted.has(row)) this.remove(row);
    const missing = [...wanted].filter((row) => !this.#columns.has(row));
    missing.forEach((row, done) => {
      if (done % TOLD_EVERY === 0) onProgress?.({ done, total: missing.length });
      this.add(row);
    });
  }

  /** Distances of all prompts to this seed; not to be written to. @throws TouchstoneError `seed-row` */
  column(row: number): Float32Array {
    const column = this.#columns.get(row);
    if (!column)
      throw new TouchstoneError('seed-row', `Row ${row} is not a seed yet: add it first.`);
    return column;
  }
}
