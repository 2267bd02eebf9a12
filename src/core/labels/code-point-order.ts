/**
 * Compares by Unicode code points, as Python and numpy sort strings; JavaScript's own order goes by
 * UTF-16 units and puts U+FF5E after U+1F600. Negative, 0 or positive.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let i = 0;
  while (i < length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  if (i === length) return a.length - b.length;
  return lifted(a.charCodeAt(i)) - lifted(b.charCodeAt(i));
}

/** Surrogates stand for code points above every other unit. */
function lifted(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
