import { strToU8, zipSync } from 'fflate';

/** A workbook of two sheets, written part by part as ECMA-376 has it. */
export function workbook(): Uint8Array<ArrayBuffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const cell = (ref: string, text: string) =>
    `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  const sheet = (rows: string) =>
    `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
  const files = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="First" sheetId="1" r:id="r1"/><sheet name="Second" sheetId="2" r:id="r2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relations}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet(
      `<row r="1">${cell('A1', 'id')}${cell('B1', 'prompt')}</row><row r="2"><c r="A2"><v>7</v></c>${cell('B2', ' two &lt;b&gt;\nlines ')}</row>`,
    ),
    'xl/worksheets/sheet2.xml': sheet(
      `<row r="2">${cell('A2', 'Question')}</row><row r="4">${cell('A4', 'Why?')}</row>`,
    ),
  };
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)]);
  return new Uint8Array(zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>));
}
