import type { FieldValue, Prompt } from '../data';

type Fields = Prompt['fields'];

/** Whether a field says nothing. */
function isBlank(value: FieldValue | undefined): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
  );
}

/** Columns in which an equal record has a value and the first one has none. */
export function columnsLacking(first: Fields, equal: Fields): string[] {
  return Object.keys(equal).filter(
    (column) =>
      !isBlank(equal[column]) && isBlank(Object.hasOwn(first, column) ? first[column] : null),
  );
}

/** The first one's fields, with those of an equal record where it has no value. */
export function joinedFields(first: Fields, equal: Fields): Fields {
  const lacking = columnsLacking(first, equal);
  if (lacking.length === 0) return first;
  return { ...first, ...Object.fromEntries(lacking.map((column) => [column, equal[column]])) };
}
