/** Rows in columns for the terminal; columns of figures stand to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, c) => Math.max(name.length, ...rows.map((row) => row[c].length)));
  const isText = head.map((_, c) => rows.every((row) => !/^[-–−]?\d|^–$/.test(row[c])));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) => (isText[c] ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join(
    '\n',
  );
}
