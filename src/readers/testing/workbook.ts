import { strToU8, zipSync } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const textCell = (column: number, row: number, text: string) =>
  `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
const numberCell = (column: number, row: number, value: number) =>
  `<c r="${String.fromCharCode(65 + column)}${row}"><v>${value}</v></c>`;

/** Cells of one row, from column A (at most 26). */
export type SheetRow = readonly (string | number)[];

/**
 * A workbook, written part by part as ECMA-376 has it.
 * @param sheets by name, in order; each its rows by their number, from 1
 */
export function packWorkbook(
  sheets: Readonly<Record<string, ReadonlyMap<number, SheetRow>>>,
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(sheets);
  const parts = names.map((name, i) => ({
    path: `xl/worksheets/sheet${i + 1}.xml`,
    entry: `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`,
    relation: `<Relationship Id="r${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    xml: `<worksheet xmlns="${MAIN}"><sheetData>${sheetRows(sheets[name])}</sheetData></worksheet>`,
  }));
  const files = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${parts.map(({ entry }) => entry).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${parts.map(({ relation }) => relation).join('')}</Relationships>`,
    ...Object.fromEntries(parts.map(({ path, xml }) => [path, xml])),
  };
  const packed = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, strToU8(text)]),
  );
  return new Uint8Array(zipSync(packed));
}

function sheetRows(rows: ReadonlyMap<number, SheetRow>): string {
  return Array.from(rows, ([row, cells]) => {
    const xml = cells.map((cell, column) =>
      typeof cell === 'number' ? numberCell(column, row, cell) : textCell(column, row, cell),
    );
    return `<row r="${row}">${xml.join('')}</row>`;
  }).join('');
}

/** A workbook of two small sheets, the second of which begins in row 2 and skips a row. */
export function workbook(): Uint8Array<ArrayBuffer> {
  return packWorkbook({
    First: new Map<number, SheetRow>([
      [1, ['id', 'prompt']],
      [2, [7, ' two <b>\nlines ']],
    ]),
    Second: new Map<number, SheetRow>([
      [2, ['Question']],
      [4, ['Why?']],
    ]),
  });
}
