import { describe, expect, it } from 'vitest';
import { detectTextForm } from './text-kind';

const form = (head: string, whole = true) => {
  const { kind, delimiter } = detectTextForm(head, whole);
  return delimiter ? `${kind} ${delimiter}` : kind;
};

describe('detectTextForm', () => {
  it.each([
    ['{"prompt":"a"}\n{"prompt":"b"}\n', 'jsonl'],
    ['{"prompt":"a\u2028b"}\r\n{"prompt":"b"}', 'jsonl'],
    ['{broken\n{"prompt":"b"}\n{"prompt":"c"}\n', 'jsonl'],
    ['[{"role":"user","content":"a"}]\n[{"role":"user","content":"b"}]\n', 'jsonl'],
    ['[{"prompt":"a"},\n{"prompt":"b"}]', 'json'],
    ['[\n{"prompt":"a"},\n{"prompt":"b"}\n]', 'json'],
    ['{\n "data": [\n {"prompt": "a"},\n {"prompt": "b"}\n ]\n}', 'json'],
    ['  ["a", "b"]', 'json'],
    ['prompt,topic\na,b\n"c,d",e\n', 'delimited ,'],
    ['Frage;Thema\nWarum, und wie?;x\nWer?;y\n', 'delimited ;'],
    ['text\tlabel\na, b; c\tx\n', 'delimited \t'],
    ['prompt\nWrite a poem, please\nTell me a joke, a short one\n', 'delimited ,'],
    ['id,prompt,category\n', 'delimited ,'],
    ['id,prompt\n1,hello, world\n2,a, b\n3,c\n', 'delimited ,'],
    ['\ufeffsep=;\r\nid;prompt\r\n1;a\r\n', 'delimited ;'],
    ['"prompt"\n"a"\n"b"\n', 'delimited ,'],
    ['"a \\n b"\n"c"\n', 'jsonl'],
    ['"a" is a letter\n"b" too\n', 'text'],
    ['{"prompt":"a","score":NaN}\n{"prompt":"b","score":NaN}\n', 'jsonl'],
    ['[1] What is love?\n[2] Write a poem.\n', 'text'],
    ['[1, 2.5,\n-3e4]', 'json'],
    ['[]\n', 'json'],
    ['Text, please\nTell me, now, a joke\n', 'text'],
    ['Write a poem, please\nTell me a joke, thanks\n', 'text'],
    ['Explain: a, b and c; briefly.\nAnother line\n', 'text'],
    ['[INST] Write a poem [/INST]\n[INST] x [/INST]', 'text'],
    ['{{name}} asks: why?\nsecond', 'text'],
    ['one line', 'text'],
  ])('%j is %s', (head, expected) => {
    expect(form(head)).toBe(expected);
  });

  it('does not count a last line that the head cuts', () => {
    expect(form('{"prompt":"a"}\n{"prompt":"b', false)).toBe('jsonl');
    expect(form('prompt,topic\na,b\n"c', false)).toBe('delimited ,');
    expect(form('{"prompt":"a"}\n{', false)).toBe('jsonl');
  });
});
