import type { CsvCell } from './csv';

/** What a picture shows, as a table: shown beside it and saved as CSV. */
export interface FigureData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}
