import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { DelimitedParser } from './delimited';
import type { FileRecord, RowFault } from './file-record';

function read(chunks: readonly string[], delimiter = ',') {
  const parser = new DelimitedParser(delimiter);
  const batches = [...chunks.map((chunk) => parser.push(chunk)), parser.finish()];
  const records: FileRecord[] = batches.flatMap((batch) => batch.records);
  const faults: RowFault[] = batches.flatMap((batch) => batch.faults);
  return { records, faults, values: records.map((record) => record.value) };
}

describe('DelimitedParser', () => {
  it('reads quoted separators, quotes and newlines, CRLF, and names the line of each row', () => {
    const { records, faults } = read(['id,prompt\r\n1,"a, ""b""\r\nc"\r\n2,plain\r\n']);
    expect(faults).toEqual([]);
    expect(records).toEqual([
      { row: 2, value: { id: 1, prompt: 'a, "b"\r\nc' } },
      { row: 4, value: { id: 2, prompt: 'plain' } },
    ]);
  });

  it('types a cell only where the same text can be written again', () => {
    const { values } = read(['a,b,c,d,e,f\n12,007,1e3,-0.5,true,\n']);
    expect(values).toEqual([{ a: 12, b: '007', c: '1e3', d: -0.5, e: true, f: null }]);
  });

  it('lists a row with too many cells, and accepts one with too few', () => {
    const { values, faults } = read(['id,prompt\n1,Hello, world\n2\n3,x\n']);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ row: 2 });
    expect(faults[0].reason).toMatch(/3 cells, but the header has 2/);
    expect(values).toEqual([
      { id: 2, prompt: null },
      { id: 3, prompt: 'x' },
    ]);
  });

  it('goes on after a quote that is never closed', () => {
    const { values, faults } = read(['id,prompt\n1,"open\n2,next\n3,last\n']);
    expect(faults).toEqual([{ row: 2, reason: expect.stringMatching(/quotation mark/) }]);
    expect(values).toEqual([
      { id: 2, prompt: 'next' },
      { id: 3, prompt: 'last' },
    ]);
  });

  it('goes on after a quote in the middle of a quoted cell', () => {
    const { values, faults } = read(['id,prompt\n1,"say "hi" now"\n2,next\n']);
    expect(faults.map((fault) => fault.row)).toEqual([2]);
    expect(values).toEqual([{ id: 2, prompt: 'next' }]);
  });

  it('gives up on a row after eight million characters, not at the end of the file', () => {
    const parser = new DelimitedParser(',');
    parser.push('id,prompt\n1,"open\n');
    const filler = `2,${'x'.repeat(1020)}\n`.repeat(2 ** 10);
    let records = 0;
    for (let i = 0; i < 9; i++) records += parser.push(filler).records.length;
    expect(records).toBeGreaterThan(8 * 2 ** 10);
  });

  it('takes a chunk of very many rows', () => {
    expect(read([`prompt\n${'a\n'.repeat(300_000)}`]).records).toHaveLength(300_000);
  });

  it('does not let a column name reach the prototype', () => {
    const { values } = read(['prompt,__proto__,constructor\nx,{"polluted":1},y\n']);
    expect(Object.getPrototypeOf(values[0])).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reads what papaparse writes, in any chunks', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '\u2028'),
    });
    const row = fc.record({
      p: cell.map((text) => `x${text}x`),
      q: cell.map((text) => `y${text}`),
    });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.integer({ min: 1, max: 9 }),
        (rows, delimiter, size) => {
          const text = Papa.unparse(rows, { delimiter, newline: '\n' }) + '\n';
          const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
          const { values, faults } = read(chunks, delimiter);
          expect(faults).toEqual([]);
          expect(values).toEqual(rows);
        },
      ),
    );
  });
});
