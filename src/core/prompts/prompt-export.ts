import Papa from 'papaparse';
import type { FieldValue, Prompt } from '../data';
import { toPromptRecord } from './prompt-record';

/** A prompt on its way out, with what the selection knows of it. */
export interface ExportedPrompt {
  readonly prompt: Prompt;
  /** Default: the prompt's field `category`. */
  readonly category?: string;
  /** Default: the prompt's field `cluster`, else `subcategory`. */
  readonly cluster?: string;
}

export type PromptForm =
  'touchstone' | 'arena-hard-v0.1' | 'arena-hard-v2.0' | 'alpaca-eval' | 'csv';

function textField(prompt: Prompt, ...names: string[]): string {
  for (const name of names) {
    const value = Object.hasOwn(prompt.fields, name) ? prompt.fields[name] : null;
    if (typeof value === 'string') return value;
  }
  return '';
}

function categoryOf({ prompt, category }: ExportedPrompt): string {
  return category ?? textField(prompt, 'category');
}

function clusterOf({ prompt, cluster }: ExportedPrompt): string {
  return cluster ?? textField(prompt, 'cluster', 'subcategory');
}

function jsonLines(records: readonly unknown[]): string {
  return records.map((record) => JSON.stringify(record) + '\n').join('');
}

/** Arena-Hard's question file v0.1: one user turn after another in `turns`. */
function arenaHardV01(rows: readonly ExportedPrompt[]): string {
  return jsonLines(
    rows.map((row) => ({
      question_id: row.prompt.id,
      category: categoryOf(row),
      cluster: clusterOf(row),
      turns: row.prompt.turns
        .filter((turn) => turn.role === 'user')
        .map(({ content }) => ({ content })),
    })),
  );
}

function arenaHardV20(rows: readonly ExportedPrompt[]): string {
  return jsonLines(
    rows.map((row) => ({
      uid: row.prompt.id,
      category: categoryOf(row),
      subcategory: clusterOf(row),
      prompt: row.prompt.text,
    })),
  );
}

/** AlpacaEval's evaluation set: a JSON array; the form has no ids. */
function alpacaEval(rows: readonly ExportedPrompt[]): string {
  const records = rows.map(({ prompt }) => ({
    dataset: textField(prompt, 'dataset') || prompt.source,
    instruction: prompt.text,
  }));
  return JSON.stringify(records, null, 2) + '\n';
}

function cell(value: FieldValue | undefined): string | number | boolean | null {
  if (value === undefined || typeof value !== 'object' || value === null) return value ?? null;
  return JSON.stringify(value);
}

/** Comma separated, with the prompt's fields as columns; lists are JSON. Holds the text, not the other turns. */
function csv(rows: readonly ExportedPrompt[]): string {
  const own = ['id', 'prompt', 'category', 'cluster', 'source', 'language', 'words', 'count'];
  const names = new Set(rows.flatMap(({ prompt }) => Object.keys(prompt.fields)));
  const fields = [...names].filter((name) => !own.includes(name));
  const data = rows.map((row) => {
    const { id, text, source, language, words, count, fields: values } = row.prompt;
    const known = [id, text, categoryOf(row), clusterOf(row), source, language, words, count];
    return [...known, ...fields.map((name) => cell(values[name]))];
  });
  return Papa.unparse({ fields: [...own, ...fields], data }, { newline: '\n' }) + '\n';
}

const WRITERS: Readonly<Record<PromptForm, (rows: readonly ExportedPrompt[]) => string>> = {
  touchstone: (rows) => jsonLines(rows.map(({ prompt }) => toPromptRecord(prompt))),
  'arena-hard-v0.1': arenaHardV01,
  'arena-hard-v2.0': arenaHardV20,
  'alpaca-eval': alpacaEval,
  csv,
};

/**
 * Writes prompts in a form that other tools read. Only `touchstone` (JSON lines) holds everything:
 * the Arena-Hard forms hold id, category, cluster and the user's turns (v2.0: their text),
 * AlpacaEval's the text and its data set, CSV all but the turns beyond the text.
 */
export function exportPrompts(rows: readonly ExportedPrompt[], form: PromptForm): string {
  return WRITERS[form](rows);
}
