import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonElements } from './json-elements';

const isRecord = (value: object) => 'prompt' in value;
const read = (text: string) => jsonElements(text, isRecord);
const values = (text: string) => read(text).records.map((record) => record.value);

describe('jsonElements', () => {
  it('takes an array, an object that holds one, or a single record', () => {
    expect(values('[{"prompt":"a"},{"prompt":"b"}]')).toEqual([{ prompt: 'a' }, { prompt: 'b' }]);
    expect(values('{"meta":{"n":2},"tags":["x"],"data":{"rows":[{"q":1},{"q":2}]}}')).toEqual([
      { q: 1 },
      { q: 2 },
    ]);
    expect(values('{"prompt":"a","turns":[{"content":"b"}]}')).toHaveLength(1);
  });

  it('keeps the complete elements of a cut array and says where it broke', () => {
    const whole = JSON.stringify([{ prompt: 'a]"}' }, { prompt: 'b' }, { prompt: 'c' }], null, 1);
    const cut = read(whole.slice(0, whole.lastIndexOf('"c')));
    expect(cut.records.map((record) => record.value)).toEqual([
      { prompt: 'a]"}' },
      { prompt: 'b' },
    ]);
    expect(cut.faults).toEqual([
      {
        row: 3,
        reason: expect.stringMatching(/breaks off inside element 3 \(line 9\).* 2 complete/),
      },
    ]);
  });

  it('keeps the complete elements of a cut array inside an object', () => {
    const { records, faults } = read('{"data": [{"prompt":"a"},{"prompt":"b"');
    expect(records).toHaveLength(1);
    expect(faults).toHaveLength(1);
  });

  it('lists a broken element and reads those after it', () => {
    const { records, faults } = read('[{"prompt":"a"},\n{"prompt":b},\n{"prompt":"c"}]');
    expect(records).toEqual([
      { row: 1, value: { prompt: 'a' } },
      { row: 3, value: { prompt: 'c' } },
    ]);
    expect(faults).toEqual([
      { row: 2, reason: expect.stringMatching(/not valid JSON \(line 2\)/) },
    ]);
  });

  it('reads objects that stand one after another', () => {
    expect(values('{\n "prompt": "a"\n}\n{\n "prompt": "b"\n}')).toEqual([
      { prompt: 'a' },
      { prompt: 'b' },
    ]);
  });

  it('survives deep nesting', () => {
    const deep = '['.repeat(100_000);
    expect(read(deep).records).toEqual([]);
    expect(read(deep).faults).toHaveLength(1);
  });

  it('loses no complete element wherever an array is cut', () => {
    const element = fc.record({
      prompt: fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', ']', '\n') }),
    });
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 6 }), fc.nat(), (elements, at) => {
        const texts = elements.map((value) => JSON.stringify(value));
        const whole = `[${texts.join(',')}]`;
        const cut = whole.slice(0, 2 + (at % (whole.length - 2)));
        let end = 1;
        const complete = elements.filter((_, i) => {
          end += texts[i].length + (i > 0 ? 1 : 0);
          return end <= cut.length;
        });
        const { records, faults } = read(cut);
        expect(records.map((record) => record.value)).toEqual(complete);
        expect(faults).toHaveLength(1);
      }),
    );
  });
});
