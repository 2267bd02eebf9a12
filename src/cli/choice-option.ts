import { TouchstoneError } from '../core/data';

/** One of the values that a command-line option allows. @throws TouchstoneError `usage` */
export function choiceOption<const T extends string>(
  name: string,
  value: string,
  allowed: readonly T[],
): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new TouchstoneError('usage', `--${name} is "${value}": give ${allowed.join(' or ')}.`);
  }
  return found;
}
