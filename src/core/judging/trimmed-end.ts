/**
 * A text without the marks at its end. A loop, since an expression that is anchored at the end alone
 * starts again at each mark, which a text of a hundred thousand of them makes minutes of.
 * @param mark matches one UTF-16 unit; without flags `g` and `y`
 */
export function trimmedEnd(text: string, mark: RegExp): string {
  let end = text.length;
  while (end > 0 && mark.test(text[end - 1])) end--;
  return text.slice(0, end);
}
