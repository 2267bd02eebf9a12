import Papa from 'papaparse';
import { expect, it } from 'vitest';
import type { Prompt, Turn } from '../data';
import { exportColumns } from './export-columns';
import { cutConversations, exportPrompts } from './prompt-export';

const prompt = (fields: Prompt['fields'], turns: readonly Turn['role'][] = ['user']): Prompt => ({
  ...{ id: 'a', text: 'Ask', source: 's.csv', language: 'en', words: 1, count: 1 },
  turns: turns.map((role) => ({ role, content: 'Ask' })),
  fields,
});

it("puts the set's cluster and its name in the place of the file's", () => {
  const file = { cluster: 4, cluster_name: 'old', category: 'old' };
  const written = (row: object) => {
    const line = exportPrompts([{ prompt: prompt(file), ...row }], 'touchstone');
    return (JSON.parse(line) as Prompt).fields;
  };
  const told = { category: 'law', cluster: '7', clusterName: 'contracts' };
  expect(written(told)).toEqual({ category: 'law', cluster: '7', cluster_name: 'contracts' });
  expect(written({ cluster: null })).toEqual({ category: 'old', cluster: null });
  expect(written({})).toEqual(file);
});

it('keeps every field of a table, under another name where a column bears it already', () => {
  const fields = { source: 'wild', imported_source: 'x', id: 7, words: 9, category: 3, cluster: 4 };
  const text = exportPrompts([{ prompt: prompt(fields) }], 'csv');
  expect(Papa.parse<object>(text.trim(), { header: true, dynamicTyping: true }).data).toEqual([
    {
      ...{ id: 'a', prompt: 'Ask', category: 3, cluster: 4 },
      ...{ source: 's.csv', language: 'en', words: 1, count: 1 },
      ...{ imported_imported_source: 'wild', imported_source: 'x' },
      ...{ imported_id: 7, imported_words: 9 },
    },
  ]);
  const names = exportColumns([{ prompt: prompt({}), cluster: '7', clusterName: 'contracts' }]);
  expect(names.at(-1)).toEqual({ name: 'cluster_name', type: 'field', values: ['contracts'] });
});

it('counts the conversations that a form cuts', () => {
  const rows = [
    prompt({}),
    prompt({}, ['user', 'user']),
    prompt({}, ['system', 'user']),
    prompt({}, ['user', 'assistant', 'user']),
  ].map((each) => ({ prompt: each }));
  expect(cutConversations(rows, 'touchstone')).toBe(0);
  expect(cutConversations(rows, 'arena-hard-v0.1')).toBe(2);
  for (const form of ['arena-hard-v2.0', 'alpaca-eval', 'csv', 'parquet'] as const)
    expect(cutConversations(rows, form)).toBe(3);
});
