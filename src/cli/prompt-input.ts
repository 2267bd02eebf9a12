import { basename } from 'node:path';
import { TouchstoneError, type Prompt } from '../core/data';
import { joinAnswers } from '../core/judging/joined-answers';
import { AnswerBook, type Answer } from '../core/judging/answer';
import type { PromptFile } from '../core/prompts/prompt-collector';
import { readAnswerFile } from '../readers/answer-file';
import { readPromptFile } from '../readers/prompt-file';
import { openInput } from './input-file';
import { tellRowErrors } from './row-errors';

/** What a file of prompts gives; the first rows that don't fit are named on the error stream. */
export async function readPromptRows(path: string): Promise<PromptFile> {
  const file = await readPromptFile(await openInput(path), basename(path));
  tellRowErrors(path, file.errors, file.badRows);
  return file;
}

/** The prompts of a file, as `readPromptRows` reads it. */
export async function readPrompts(path: string): Promise<readonly Prompt[]> {
  return (await readPromptRows(path)).prompts;
}

/**
 * Ids of the prompts of some categories, as the file's column has them; null for all, where none is named.
 * @throws TouchstoneError `no-category`
 */
export function idsOfCategories(
  prompts: readonly Prompt[],
  categories: readonly string[],
): readonly string[] | null {
  if (categories.length === 0) return null;
  const known = new Set(prompts.map(({ fields }) => fields.category));
  const unknown = categories.find((category) => !known.has(category));
  if (unknown !== undefined) {
    const names = [...known].filter((each) => typeof each === 'string');
    throw new TouchstoneError(
      'no-category',
      names.length === 0
        ? 'The prompts have no column "category" for --category.'
        : `No prompt is of the category "${unknown}"; there are ${names.join(', ')}.`,
    );
  }
  return prompts.flatMap(({ id, fields }) =>
    categories.includes(fields.category as string) ? [id] : [],
  );
}

/**
 * The answers of files to these prompts; those to other prompts are counted and left out.
 * @throws TouchstoneError `two-answers` where files disagree about what a model answered
 */
export async function readAnswers(
  paths: readonly string[],
  prompts: readonly Prompt[],
): Promise<AnswerBook> {
  const book = new AnswerBook();
  for (const path of paths) {
    const file = await readAnswerFile(await openInput(path), path);
    const { answers, unmatched, otherTurns } = joinAnswers(file.answers, prompts);
    const other = answers.find((answer) => differs(answer, book));
    if (other)
      throw new TouchstoneError(
        'two-answers',
        `${path} has another answer of ${other.model} to "${other.promptId}" than a file before it. Leave one of them out; answers with another system prompt or setting are told apart by --name as they are made.`,
      );
    for (const answer of answers) book.add(answer);
    console.error(`touchstone: ${path}: ${file.form}, ${answers.length} answers.`);
    tellRowErrors(path, file.errors);
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

function differs({ promptId, model, turns }: Answer, book: AnswerBook): boolean {
  const known = book.get(promptId, model);
  return known !== undefined && known.turns.join('\0') !== turns.join('\0');
}

/** Writes records as JSON, one a line. */
export function jsonLines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
