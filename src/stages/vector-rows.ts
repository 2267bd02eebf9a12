import { TouchstoneError, type Vectors } from '../core/data';

/** Rows in the order of the texts, filled as their vectors come; the first one tells the length. */
export class VectorRows {
  /** Length of each text in tokens; 0 where it has not come yet. */
  readonly tokens: Int32Array;
  #data = new Float32Array(0);
  #dim = 0;
  #done = 0;

  constructor(readonly count: number) {
    this.tokens = new Int32Array(count);
  }

  /** Rows filled. */
  get done(): number {
    return this.#done;
  }
  get vectors(): Vectors {
    return { data: this.#data, count: this.count, dim: this.#dim };
  }

  /**
   * Fills all rows of one text.
   * @throws {TouchstoneError} `vector-length`
   */
  place(rows: readonly number[], vector: Float32Array, tokens: number): void {
    if (this.#dim === 0) {
      this.#dim = vector.length;
      this.#data = new Float32Array(this.count * this.#dim);
    }
    if (vector.length !== this.#dim) {
      throw new TouchstoneError(
        'vector-length',
        `A vector has ${vector.length} numbers where the others have ${this.#dim}: the model behind the same name has changed. Choose another model, or another number of dimensions, under Embedding.`,
      );
    }
    for (const row of rows) {
      this.#data.set(vector, row * this.#dim);
      this.tokens[row] = tokens;
    }
    this.#done += rows.length;
  }
}
