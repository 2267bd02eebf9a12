/** Column names of a header row: trimmed; empty ones are numbered, repeated ones too. */
export function columnNames(header: readonly unknown[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const base = String(cell ?? '').trim() || `column ${index + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}

/** A row as an object; cells beyond the header are left out, missing ones are null. */
export function tableRecord(
  columns: readonly string[],
  cells: readonly unknown[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i++) {
    const value = cells[i] ?? null;
    // Assigning to this name would set the object's prototype.
    if (columns[i] === '__proto__')
      Object.defineProperty(record, '__proto__', { value, enumerable: true });
    else record[columns[i]] = value;
  }
  return record;
}

/**
 * The value of a text cell: a number or a boolean only where writing it again gives the same text
 * ("12" and "0.5", not "007" or "1e3"), null for an empty cell, else the text.
 */
export function cellValue(cell: string): string | number | boolean | null {
  if (cell === '') return null;
  if (cell === 'true') return true;
  if (cell === 'false') return false;
  if (cell.length > 24) return cell;
  const number = Number(cell);
  return Number.isFinite(number) && String(number) === cell ? number : cell;
}
