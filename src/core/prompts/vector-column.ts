import type { Vectors } from '../data';
import { columnsOf } from './prompt-column';

/** Columns that hold a prompt's vector, most likely first. */
const VECTOR_COLUMNS: readonly string[] = ['embedding', 'embeddings', 'vector', 'vectors'];

function toNumbers(value: unknown): Float32Array | null {
  if (value instanceof Float32Array || value instanceof Float64Array)
    return Float32Array.from(value);
  if (!Array.isArray(value) || value.length === 0) return null;
  // Before any conversion: that of a list nested very deep would overflow.
  if (!value.every((item) => typeof item === 'number')) return null;
  const numbers = Float32Array.from(value);
  return numbers.every(Number.isFinite) ? numbers : null;
}

/** Columns of the sample in which at least half of the records hold a list of finite numbers. */
export function vectorColumns(sample: readonly Readonly<Record<string, unknown>>[]): string[] {
  return columnsOf(sample).filter((name) => {
    const holding = sample.filter((record) => toNumbers(record[name]) !== null).length;
    return holding > 0 && holding * 2 >= sample.length;
  });
}

/** The column that holds the prompts' vectors by its name, in any case of letters, or null. */
export function detectVectorColumn(
  sample: readonly Readonly<Record<string, unknown>>[],
): string | null {
  const columns = vectorColumns(sample);
  const found = VECTOR_COLUMNS.map((name) =>
    columns.find((column) => column.trim().toLowerCase() === name),
  );
  return found.find((column) => column !== undefined) ?? null;
}

/** Collects the vectors that a file brings with its prompts. Memory: 4 bytes a number. */
export class VectorColumn {
  readonly #rows = new Map<number, Float32Array>();
  #dim = 0;

  /** @param name null: nothing is taken */
  constructor(readonly name: string | null) {}

  /** Takes the record's vector where it has one of finite numbers, as long as the ones before it. */
  take(position: number, record: Readonly<Record<string, unknown>>): void {
    if (this.name === null || !Object.hasOwn(record, this.name)) return;
    const numbers = toNumbers(record[this.name]);
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
