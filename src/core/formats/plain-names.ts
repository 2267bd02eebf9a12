import type { UntypedRecord } from './record-value';

/** Names of a model's column in published leaderboards, most telling first. */
export const MODEL_COLUMNS = ['model', 'modelname', 'name', 'modelkey', 'key', 'column1'];

/** A column's name without what differs between tools: lower case, without blanks, underscores and the like. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9%]/g, '');
}

/** A record under such names. */
export function plainNames(record: UntypedRecord): UntypedRecord {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [plainName(name), value]),
  );
}
