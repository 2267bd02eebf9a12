import { expect, test } from 'vitest';
import type { CallRecord } from '../../core/judging/call';
import { subjectText } from './subject-text';

const told = (model: string, subject: CallRecord['subject']) =>
  subjectText({ model, subject } as CallRecord);

test('what is judged comes before the id of its prompt, which may be long', () => {
  const game = { promptId: 'p1', modelA: 'a', modelB: 'b', game: 2, judge: 'j', repeat: 1 };
  expect(told('gpt', game)).toBe('a against b, game 2, by j, repeat 2 · p1');
  expect(told('j', { ...game, repeat: 0 })).toBe('a against b, game 2 · p1');
  expect(told('m', { promptId: 'p1', model: 'm', turn: 1 })).toBe('m, turn 2 · p1');
  expect(told('m', { id: 'p1' })).toBe('p1');
});
