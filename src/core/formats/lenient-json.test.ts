import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './lenient-json';

describe('parseJson', () => {
  it.each([
    ['{"a":NaN,"b":[Infinity,-Infinity],"c":"NaN"}', { a: null, b: [null, null], c: 'NaN' }],
    ['{"a":"say \\"NaN\\" \\\\","b":NaN}', { a: 'say "NaN" \\', b: null }],
    [
      '{"id":1234567890123456789,"n":-9007199254740993}',
      { id: '1234567890123456789', n: '-9007199254740993' },
    ],
    [
      '{"id":9007199254740991,"t":"1234567890123456789"}',
      { id: 9007199254740991, t: '1234567890123456789' },
    ],
    [
      '[0.12345678901234567,1e-300,12345678901234567.5]',
      [Number('0.12345678901234567'), 1e-300, Number('12345678901234567.5')],
    ],
    ['1234567890123456789', '1234567890123456789'],
  ])('%s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each(['{"a":NaNs}', '{"a":Nan}', 'NaN NaN', '{"a', '"NaN', '{"a":12345678901234567890'])(
    'refuses %s',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );

  it('reads what JSON.parse reads in the same way', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/\d{16}/.test(text));
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});
