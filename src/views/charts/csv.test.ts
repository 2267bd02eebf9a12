import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';

describe('toCsv', () => {
  it('quotes commas, quotes and line ends, and ends lines with CRLF', () => {
    expect(toCsv(['a', 'b'], [['x,y', 'say "hi"\nnow']])).toBe(
      'a,b\r\n"x,y","say ""hi""\nnow"\r\n',
    );
  });

  it('takes the power from formulas, also inside quotes, and leaves numbers alone', () => {
    const csv = toCsv(['v'], [['=1+1'], ['@SUM(A1)'], ['-2'], ['+a,b'], [-2], ['\tx'], ['a=b']]);
    expect(csv.split('\r\n')).toEqual([
      'v',
      "'=1+1",
      "'@SUM(A1)",
      "'-2",
      `"'+a,b"`,
      '-2',
      "'\tx",
      'a=b',
      '',
    ]);
  });

  it('leaves missing values empty', () => {
    expect(toCsv(['a', 'b', 'c'], [[null, NaN, Infinity]])).toBe('a,b,c\r\n,,\r\n');
  });

  it('is read back by another parser', () => {
    const text = fc.string({ unit: 'binary' }).filter((cell) => !/^[=+\-@\t\r]/.test(cell));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), (rows) => {
        const csv = toCsv(['first', 'second'], rows);
        const { data } = Papa.parse<string[]>(csv, { newline: '\r\n', delimiter: ',' });
        expect(data.slice(1, -1)).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });
});
