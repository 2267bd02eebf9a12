import { expect, it } from 'vitest';
import { TouchstoneError } from '../../core/data';
import { AnswerBook } from '../../core/judging/answer';
import { promptsWith } from '../../core/labels/testing/prompts';
import type { Workspace } from '../../workspace/workspace.svelte';
import { ANY_ANSWERS, VerdictDesk } from './verdict-desk.svelte';

/** A workspace with two answers to its prompt and a file of battles about others. */
function deskBesides(code: string) {
  const answers = new AnswerBook(
    ['a', 'b'].map((model) => ({ promptId: 'p0', model, turns: [model] })),
  );
  const pairs = () => Promise.reject(new TouchstoneError(code, 'Not here.'));
  return new VerdictDesk({
    prompts: promptsWith({}),
    judging: { answers, human: { verdictOf: () => undefined } },
    fileAnswers: { files: [{ id: 'file' }], pairs },
  } as unknown as Workspace);
}

it('begins with any answers where a file has no pairs whose answers are here', async () => {
  const desk = deskBesides('no-pairs');
  await desk.open('file');
  expect([desk.source, desk.problem, desk.games?.length]).toEqual([ANY_ANSWERS, '', 1]);
  await desk.choose('file');
  expect([desk.source, desk.problem, desk.games]).toEqual(['file', 'Not here.', null]);
});

it('tells what else is wrong with the file at once', async () => {
  const desk = deskBesides('file-gone');
  await desk.open('file');
  expect([desk.source, desk.problem]).toEqual(['file', 'Not here.']);
});
