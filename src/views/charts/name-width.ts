const WIDE = /[mwMW@%\u2e80-\uffff]/;
const NARROW = /[iljtfrI.,:;'’|!()[\]\s/-]/;
const CAPITAL = /[A-Z0-9]/;

/** How wide a name is at the most in the usual sans-serif fonts, in units of the font's size. */
export function nameEms(name: string): number {
  let ems = 0;
  for (const letter of name) {
    ems += WIDE.test(letter) ? 1 : NARROW.test(letter) ? 0.42 : CAPITAL.test(letter) ? 0.72 : 0.64;
  }
  return ems;
}

/** A name cut so that it is at most so many units of the font's size wide. */
export function cutToEms(name: string, ems: number): string {
  if (nameEms(name) <= ems) return name;
  const letters = [...name];
  while (letters.length > 1 && nameEms(`${letters.join('')}…`) > ems) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
