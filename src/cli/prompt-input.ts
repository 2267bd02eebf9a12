import { basename } from 'node:path';
import type { Prompt } from '../core/data';
import { joinAnswers } from '../core/judging/joined-answers';
import { AnswerBook } from '../core/judging/answer';
import { readAnswerFile } from '../readers/answer-file';
import { readPromptFile } from '../readers/prompt-file';
import { openInput } from './input-file';

/** Rows that are named one by one. */
const MAX_SHOWN = 20;

/** The prompts of a file; rows that don't fit are named on the error stream. */
export async function readPrompts(path: string): Promise<readonly Prompt[]> {
  const { prompts, errors } = await readPromptFile(await openInput(path), basename(path));
  for (const { row, reason } of errors) console.error(`touchstone: ${path}, row ${row}: ${reason}`);
  return prompts;
}

/** The answers of files to these prompts; those to other prompts are counted and left out. */
export async function readAnswers(
  paths: readonly string[],
  prompts: readonly Prompt[],
): Promise<AnswerBook> {
  const book = new AnswerBook();
  for (const path of paths) {
    const file = await readAnswerFile(await openInput(path), path);
    const { answers, unmatched, otherTurns } = joinAnswers(file.answers, prompts);
    for (const answer of answers) book.add(answer);
    console.error(`touchstone: ${path}: ${file.form}, ${answers.length} answers.`);
    for (const { row, reason } of file.errors.slice(0, MAX_SHOWN)) {
      console.error(`touchstone: ${path}, row ${row}: ${reason}`);
    }
    if (otherTurns.length > 0) {
      console.error(
        `touchstone: ${path}: ${otherTurns.length} answers have another number of turns than their prompt, such as that to "${otherTurns[0]}"; they were left out.`,
      );
    }
    if (unmatched.length > 0) {
      console.error(
        `touchstone: ${path}: ${unmatched.length} answers are to prompts that are not in the file of prompts, such as "${unmatched[0]}"; they were left out.`,
      );
    }
  }
  return book;
}

/** Writes records as JSON, one a line. */
export function jsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
