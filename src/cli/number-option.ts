import { TouchstoneError } from '../core/data';

/** The number of a command-line option, or null where it is not given. @throws TouchstoneError `usage` */
export function numberOption(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new TouchstoneError('usage', `--${name} is "${text}": give a number.`);
  return value;
}
