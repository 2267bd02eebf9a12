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
  });
});
