import { expect, it } from 'vitest';
import { curationCommand } from './curation-keys';

const press = (code: string, key: string, shiftKey = false) =>
  curationCommand({ code, key, shiftKey });

it('tells digits by their place, whatever Shift and the keyboard’s language make of them', () => {
  expect(press('Digit1', '1')).toEqual({ kind: 'reject', reason: 'nonsense' });
  expect(press('Digit1', '&')).toEqual({ kind: 'reject', reason: 'nonsense' });
  expect(press('Digit2', '"', true)).toEqual({ kind: 'replace', reason: 'NSFW' });
  expect(press('Numpad6', '6')).toEqual({ kind: 'reject', reason: 'wrong category' });
});

it('leaves alone what is no command', () => {
  expect(press('Digit7', '7')).toBeNull();
  expect(press('Tab', 'Tab')).toBeNull();
  expect(press('KeyK', 'k')).toEqual({ kind: 'keep' });
});
