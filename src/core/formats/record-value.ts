/** A record of a file as an object of unknown members. */
export type UntypedRecord = Readonly<Record<string, unknown>>;

export function isUntypedRecord(value: unknown): value is UntypedRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of some members that holds text; numbers and booleans as their text. Null for none. */
export function textValue(record: UntypedRecord, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = record[name];
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
      return String(value);
    }
  }
  return null;
}

/** The same without blanks around it, for names: "a " and "a" are one model. */
export function nameValue(record: UntypedRecord, ...names: readonly string[]): string | null {
  return textValue(record, ...names)?.trim() ?? null;
}

/** The first of some members that is there, as a number: NaN where it is none. Null for none there. */
export function numberValue(record: UntypedRecord, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = record[name];
    if (value === null || value === undefined) continue;
    if (typeof value === 'string' && value.trim() === '') continue;
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return Number(value);
    return typeof value === 'string' ? Number(value) : NaN;
  }
  return null;
}

/** A value as it is quoted in a message: short, on one line. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, plain) ?? String(value));
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`.replace(/\s+/g, ' ');
}

/** JSON knows no big integers, which Parquet has. */
function plain(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
