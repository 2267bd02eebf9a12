import readXlsxFile, { type Sheet } from 'read-excel-file/universal';
import { TouchstoneError } from '../core/data';
import type { FileRecord, RecordBatch } from '../core/formats/file-record';
import { columnNames, tableRecord } from '../core/formats/table';

export interface Workbook {
  readonly sheetNames: readonly string[];
  /** Records of a sheet, by default the first; its first row with anything in it names the columns. */
  records(sheet?: string): RecordBatch;
}

/**
 * Opens an Excel workbook (.xlsx), which is read whole.
 * @throws TouchstoneError `damaged-file`, `no-sheet`
 */
export async function openWorkbook(file: Blob, name: string): Promise<Workbook> {
  let sheets: readonly Sheet[];
  try {
    sheets = await readXlsxFile(file, { trim: false });
  } catch (error) {
    throw new TouchstoneError(
      'damaged-file',
      `${name} is a ZIP archive, but can't be read as an Excel workbook (${(error as Error).message}). Unpack an archive and import the files inside; open a saved workspace as a workspace.`,
    );
  }
  const sheetNames = sheets.map(({ sheet }) => sheet);
  return {
    sheetNames,
    records(wanted = sheetNames[0]) {
      const found = sheets.find(({ sheet }) => sheet === wanted);
      if (!found) {
        throw new TouchstoneError(
          'no-sheet',
          `${name} has no sheet "${wanted}". It has ${sheetNames.join(', ')}.`,
        );
      }
      return sheetRecords(found.data);
    },
  };
}

function sheetRecords(rows: readonly (readonly unknown[])[]): RecordBatch {
  const isFilled = (row: readonly unknown[]) => row.some((cell) => cell !== null && cell !== '');
  const start = rows.findIndex(isFilled);
  const columns = start < 0 ? [] : columnNames(rows[start]);
  const records: FileRecord[] = [];
  for (let i = start + 1; i < rows.length; i++) {
    if (isFilled(rows[i])) records.push({ row: i + 1, value: tableRecord(columns, rows[i]) });
  }
  return { records, faults: [] };
}
