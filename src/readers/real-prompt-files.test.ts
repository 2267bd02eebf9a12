import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../core/testing/shared';
import { readPromptFile } from './prompt-file';

const COUNTS: Record<string, number> = {
  'arena-hard-v0.1': 500,
  'arena-hard-v2.0': 750,
  domains: 2032,
  mixed: 17895,
};
const shared = sharedPath('data/prompts');

describe.skipIf(!shared)('the real prompt files (skipped without ../shared)', () => {
  it.each(Object.entries(COUNTS))('reads %s.jsonl whole', async (name, rows) => {
    const blob = new Blob([readFileSync(`${shared}/${name}.jsonl`)]);
    const file = await readPromptFile(blob, name);
    expect(file).toMatchObject({ kind: 'jsonl', totalRows: rows, badRows: 0, errors: [] });
    expect(file.prompts.length + file.merged).toBe(rows);
    expect(new Set(file.prompts.map((prompt) => prompt.id)).size).toBe(file.prompts.length);
    expect(file.prompts.every(({ words, text }) => words > 0 && text.trim() !== '')).toBe(true);
  });
});
