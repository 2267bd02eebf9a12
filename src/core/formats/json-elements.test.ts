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

  it('reads objects that stand one after another, without a fault', () => {
    const read2 = (a: object, b: object, between = '\n') =>
      read(JSON.stringify(a, null, 1) + between + JSON.stringify(b, null, 1));
    expect(read2({ prompt: 'a' }, { prompt: 'b' })).toEqual({
      records: [
        { row: 1, value: { prompt: 'a' } },
        { row: 2, value: { prompt: 'b' } },
      ],
      faults: [],
    });
    const talk = { messages: [{ role: 'user', content: 'a' }] };
    expect(read2(talk, talk).records.map(({ value }) => value)).toEqual([talk, talk]);
    expect(read2({ prompt: 'a' }, { prompt: 'b' }, ' and ').faults).toHaveLength(1);
  });

  it('prefers an array of records to a longer one of other things', () => {
    const prompts = [{ prompt: 'a' }, { prompt: 'b' }];
    const found = (value: object) => values(JSON.stringify(value));
    expect(found({ labels: ['law', 'math', 'coding'], prompts })).toEqual(prompts);
    expect(found({ models: [{ n: 1 }, { n: 2 }, { n: 3 }], data: { prompts } })).toEqual(prompts);
    expect(found({ prompts: ['a', 'b'], answers: ['1', '2', '3'] })).toEqual(['a', 'b']);
  });

  it('turns columns into rows, and numbers that JSON does not know into null', () => {
    expect(values('{"prompt":["a","b"],"score":[1,NaN]}')).toEqual([
      { prompt: 'a', score: 1 },
      { prompt: 'b', score: null },
    ]);
    const pandas = jsonElements('{"prompt":{"0":"a","1":"b"}}', () => false);
    expect(pandas.records.map(({ value }) => value)).toEqual([{ prompt: 'a' }, { prompt: 'b' }]);
    expect(values('[{"prompt":"a","score":NaN},{"prompt":b}]')).toEqual([
      { prompt: 'a', score: null },
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
