import { describe, expect, it } from 'vitest';
import { recordFields } from './record-fields';

const fields = (json: string, ...leftOut: string[]) =>
  recordFields(JSON.parse(json) as Record<string, unknown>, new Set(leftOut));

describe('recordFields', () => {
  it('keeps scalars and lists of strings, and leaves out what it is told to', () => {
    expect(fields('{"id":1,"a":"x","n":2.5,"b":false,"z":null,"t":["p","q"]}', 'id')).toEqual({
      a: 'x',
      n: 2.5,
      b: false,
      z: null,
      t: ['p', 'q'],
    });
  });

  it('turns booleans under a name into tags, and flattens other objects', () => {
    const json =
      '{"occupational_tags":{"law":true,"math":false,"it":true},"conv_metadata":{"turns":2,"deep":{"x":{"y":1}}}}';
    expect(fields(json)).toEqual({
      occupational_tags: ['law', 'it'],
      'conv_metadata.turns': 2,
    });
  });

  it('leaves out vectors, conversations and columns that reach the prototype', () => {
    const kept = fields(
      '{"embedding":[0.1,0.2],"messages":[{"role":"user"}],"__proto__":{"polluted":1},"a":{"__proto__":{"x":1},"b":2}}',
    );
    expect(kept).toEqual({ 'a.b': 2 });
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('writes what JSON has not in a form that it has', () => {
    const record = {
      at: new Date(0),
      big: 12n,
      huge: 2n ** 70n,
      nan: NaN,
      bytes: new Uint8Array(2),
    };
    expect(recordFields(record, new Set())).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      big: 12,
      huge: '1180591620717411303424',
      nan: null,
    });
  });

  it('survives deep nesting and very many columns', () => {
    let deep: object = {};
    for (let i = 0; i < 50_000; i++) deep = { deep };
    expect(recordFields({ deep, a: 1 }, new Set())).toEqual({ a: 1 });
    const wide = Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`c${i}`, i]));
    expect(Object.keys(recordFields({ wide }, new Set()))).toHaveLength(200_000);
  });
});
