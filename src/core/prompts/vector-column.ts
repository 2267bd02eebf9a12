import type { Vectors } from '../data';

function toNumbers(value: unknown): Float32Array | null {
  if (value instanceof Float32Array || value instanceof Float64Array)
    return Float32Array.from(value);
  if (!Array.isArray(value) || value.length === 0) return null;
  const numbers = Float32Array.from(value as number[]);
  return value.every((item) => typeof item === 'number') && numbers.every(Number.isFinite)
    ? numbers
    : null;
}

/** Collects the vectors that a file brings with its prompts. Memory: 4 bytes a number. */
export class VectorColumn {
  readonly #rows = new Map<number, Float32Array>();
  #dim = 0;

  constructor(readonly name: string) {}

  /** Takes the record's vector where it has one of finite numbers, as long as the ones before it. */
  take(position: number, record: Readonly<Record<string, unknown>>): void {
    const numbers = Object.hasOwn(record, this.name) ? toNumbers(record[this.name]) : null;
    if (numbers === null) return;
    if (this.#dim === 0) this.#dim = numbers.length;
    if (numbers.length === this.#dim) this.#rows.set(position, numbers);
  }

  /** The rows at the given positions, row-major; null, with the reason, where some have none. */
  rows(positions: readonly number[]): { vectors: Vectors | null; fault?: string } {
    if (this.#rows.size === 0) return { vectors: null };
    const data = new Float32Array(positions.length * this.#dim);
    let missing = 0;
    positions.forEach((position, i) => {
      const row = this.#rows.get(position);
      if (row) data.set(row, i * this.#dim);
      else missing++;
    });
    if (missing > 0) {
      const fault = `${missing} of ${positions.length} prompts have no vector of ${this.#dim} finite numbers in "${this.name}", so none was used; complete the column, or embed the prompts here`;
      return { vectors: null, fault };
    }
    return { vectors: { data, count: positions.length, dim: this.#dim } };
  }
}
