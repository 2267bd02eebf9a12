import { isUntypedRecord, type UntypedRecord } from '../../core/formats/record-value';

const NOTHING: UntypedRecord = {};

/** A member that should be an object; an empty one where it is not. */
export function objectAt(value: unknown, name: string | number): UntypedRecord {
  const inner = memberAt(value, name);
  return isUntypedRecord(inner) ? inner : NOTHING;
}

export function listAt(value: unknown, name: string): readonly unknown[] {
  const inner = memberAt(value, name);
  return Array.isArray(inner) ? inner : [];
}

/** A member that should be text; empty where it is not. */
export function textAt(value: unknown, name: string): string {
  const inner = memberAt(value, name);
  return typeof inner === 'string' ? inner : '';
}

export function countAt(value: unknown, name: string): number | null {
  const inner = memberAt(value, name);
  return typeof inner === 'number' && Number.isFinite(inner) ? inner : null;
}

function memberAt(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string | number, unknown>)[name]
    : undefined;
}
