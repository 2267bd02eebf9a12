import { TouchstoneError } from '../core/data';

/** The number of a command-line option, or null where it is not given. @throws TouchstoneError `usage` */
export function numberOption(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new TouchstoneError('usage', `--${name} is "${text}": give a number.`);
  return value;
}

/** The same for a number above 0. */
export function positiveOption(name: string, text: string | undefined): number | null {
  const value = numberOption(name, text);
  if (value !== null && value <= 0) {
    throw new TouchstoneError('usage', `--${name} is ${value}: give a number above 0.`);
  }
  return value;
}

/** The same for a whole number from 1 on. */
export function countOption(name: string, text: string | undefined): number | null {
  const value = numberOption(name, text);
  if (value !== null && !(Number.isSafeInteger(value) && value >= 1)) {
    throw new TouchstoneError('usage', `--${name} is ${value}: give a whole number from 1 on.`);
  }
  return value;
}
