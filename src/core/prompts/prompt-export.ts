import Papa from 'papaparse';
import type { FieldValue } from '../data';
import {
  categoryOf,
  clusterOf,
  exportColumns,
  exportedFields,
  fieldText,
  type ExportedPrompt,
} from './export-columns';
import { toPromptRecord } from './prompt-record';

export type PromptForm =
  'touchstone' | 'arena-hard-v0.1' | 'arena-hard-v2.0' | 'alpaca-eval' | 'csv';

function jsonLines(records: readonly unknown[]): string {
  return records.map((record) => JSON.stringify(record) + '\n').join('');
}

function touchstone(rows: readonly ExportedPrompt[]): string {
  return jsonLines(
    rows.map((row) => toPromptRecord({ ...row.prompt, fields: exportedFields(row) })),
  );
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
    dataset: fieldText(prompt, 'dataset') || prompt.source,
    instruction: prompt.text,
  }));
  return JSON.stringify(records, null, 2) + '\n';
}

function cell(value: FieldValue): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** Comma separated, see `exportColumns`; lists are JSON. */
function csv(rows: readonly ExportedPrompt[]): string {
  const columns = exportColumns(rows);
  const fields = columns.map(({ name }) => name);
  const data = rows.map((_, i) => columns.map(({ values }) => cell(values[i])));
  return Papa.unparse({ fields, data }, { newline: '\n' }) + '\n';
}

const WRITERS: Readonly<Record<PromptForm, (rows: readonly ExportedPrompt[]) => string>> = {
  touchstone,
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

/** How many prompts lose turns of their conversation in a form. */
export function cutConversations(
  rows: readonly Pick<ExportedPrompt, 'prompt'>[],
  form: PromptForm | 'parquet',
): number {
  if (form === 'touchstone') return 0;
  const userOnly = form === 'arena-hard-v0.1';
  return rows.filter(
    ({ prompt: { turns } }) =>
      (!userOnly && turns.length > 1) || turns.some(({ role }) => role !== 'user'),
  ).length;
}
