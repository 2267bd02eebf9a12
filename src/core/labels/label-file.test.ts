import { describe, expect, it } from 'vitest';
import type { Label } from '../data';
import { parseLabelFile, writeLabelFile } from './label-file';
import { resolveLabelRows } from './label-rows';

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

  it('lists a line with a broken quote and goes on', () => {
    const { rows, errors } = parseLabelFile('id,label\np1,"law\np2,maths\n', 'l.csv');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ file: 'l.csv', row: 2 });
    expect(rows.map(({ key }) => key)).toEqual(['p2']);
  });
});
