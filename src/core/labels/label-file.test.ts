import { describe, expect, it } from 'vitest';
import type { Label } from '../data';
import { idsByAlias } from '../prompts/prompt-aliases';
import { PromptCollector } from '../prompts/prompt-collector';
import { parseLabelFile, writeLabelFile } from './label-file';
import { resolveLabelRows, rowsByPromptId } from './label-rows';
import { promptsWith } from './testing/prompts';

describe('label file', () => {
  it('is read back as it was written, formulas, quotes and line breaks included', () => {
    const labels: Label[] = (
      [
        ['p1', 'law', 'hand'],
        ['=1+1', '-x', 'import'],
        ['a,"b"\nc', 'general', 'llm'],
        ["'quoted", '@home', 'hand'],
        ['p\u2028😀', 'право', 'hand'],
      ] as const
    ).map(([promptId, category, source]) => ({ promptId, category, source, probability: 1 }));
    const text = writeLabelFile(labels);
    expect(text).toContain("'=1+1");
    const { rows, errors, byRow } = parseLabelFile(text, 'l.csv');
    expect([errors, byRow]).toEqual([[], false]);
    const ids = new Set(labels.map(({ promptId }) => promptId));
    expect(resolveLabelRows(rows, ids, null, 'l.csv')).toEqual({ labels, errors: [], computed: 0 });
  });

  it('holds out what a column split says, and writes it so', () => {
    const text = 'id,label,Split\np1,law,train\np2,law,VALIDATION\np3,law,test\np4,law,\n';
    const { rows } = parseLabelFile(text, 'l.csv');
    const { labels } = resolveLabelRows(rows, new Set(['p1', 'p2', 'p3', 'p4']), null, 'l.csv');
    expect(labels.map(({ heldOut }) => heldOut)).toEqual([undefined, true, true, undefined]);
    const written = parseLabelFile(writeLabelFile(labels), 'l.csv').rows;
    expect(written.map(({ heldOut }) => heldOut)).toEqual([undefined, true, true, undefined]);
    expect(writeLabelFile(labels.slice(0, 1))).toBe('prompt_id,label,source\np1,law,import\n');
  });

  it('leaves computed labels out, and counts them', () => {
    const knn: Label = { promptId: 'p1', category: 'law', source: 'knn', probability: 0.4 };
    const { rows } = parseLabelFile(writeLabelFile([knn]), 'l.csv');
    expect(resolveLabelRows(rows, new Set(['p1']), null, 'l.csv')).toEqual({
      labels: [],
      errors: [],
      computed: 1,
    });
  });

  it('tells rows from ids, and names the columns that are missing', () => {
    expect(parseLabelFile('row;label\n3;law\n', 'l.csv').byRow).toBe(true);
    expect(() => parseLabelFile('id,kind\n1,law\n', 'l.csv')).toThrow(/l\.csv needs.*id, kind/);
  });

  it('goes by the most certain key and label, whatever the order of the columns', () => {
    const keys = (text: string, rowFirst = false) => {
      const { rows, byRow } = parseLabelFile(text, 'l.csv', rowFirst);
      return [rows.map(({ key, category }) => [key, category]), byRow];
    };
    const text = 'id,row,category, Prompt_ID,label\n1,0,old,p1,law\n';
    expect(keys(text)).toEqual([[['p1', 'law']], false]);
    expect(keys(text, true)).toEqual([[['0', 'law']], true]);
    expect(keys('id,row,label\n1,0,law\n')).toEqual([[['0', 'law']], true]);
    expect(keys('id,uid,label\n1,u1,law\n')).toEqual([[['u1', 'law']], false]);
  });

  it('lists a line with a broken quote and goes on', () => {
    const { rows, errors } = parseLabelFile('id,label\np1,"law\np2,maths\n', 'l.csv');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ file: 'l.csv', row: 2 });
    expect(rows.map(({ key }) => key)).toEqual(['p2']);
  });

  it('names prompts by row only where rows and prompts are the same', () => {
    const { rows } = parseLabelFile('row,label\n1,law\n,maths\n3,law\n-1,law\n0x1,law\n', 'l.csv');
    const prompts = promptsWith({}, {}, {});
    const found = rowsByPromptId(rows, prompts, 0, 'l.csv');
    expect(found.rows.map(({ key, category }) => [key, category])).toEqual([['p1', 'law']]);
    expect(found.errors.map(({ row }) => row)).toEqual([3, 4, 5, 6]);
    expect(found.errors[0].reason).toContain('from 0 to 2');
    const merged = prompts.with(0, { ...prompts[0], count: 2 });
    expect(() => rowsByPromptId(rows, merged, 0, 'l.csv')).toThrow(/1 rows .* were merged/);
    expect(() => rowsByPromptId(rows, prompts, 4, 'l.csv')).toThrow(/4 could not be read/);
  });

  it('labels a merged prompt by each of its ids, and lists a label that contradicts', () => {
    const collector = new PromptCollector('p.jsonl');
    const records = ['p1', 'p2', 'p3'].map((id, i) => ({
      row: i + 1,
      value: { id, prompt: id === 'p3' ? 'another' : 'the same' },
    }));
    collector.add({ records, faults: [] });
    const { prompts } = collector.finish();
    expect(prompts.map(({ id, aliases }) => [id, aliases])).toEqual([
      ['p1', ['p2']],
      ['p3', undefined],
    ]);
    const ids = new Set(prompts.map(({ id }) => id));
    const resolved = (text: string) => {
      const { rows } = parseLabelFile(text, 'l.csv');
      return resolveLabelRows(rows, ids, null, 'l.csv', idsByAlias(prompts));
    };
    const one = resolved('id,label\np2,finance\n');
    expect(one.labels).toMatchObject([{ promptId: 'p1', category: 'finance' }]);
    const two = resolved('id,label\np1,law\np2,finance\n');
    expect(two.labels).toMatchObject([{ promptId: 'p1', category: 'law' }]);
    expect(two.errors.map(({ row, reason }) => [row, reason])).toEqual([
      [
        3,
        '"p2", whose text is that of "p1", is "finance" here but "law" in line 2, which was kept. Correct one of them.',
      ],
    ]);
  });
});
