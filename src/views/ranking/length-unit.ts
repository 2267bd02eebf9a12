import type { LengthUnit } from '../../core/formats/battle-texts';

/** What the lengths of answers are counted in, over some files. */
export function lengthUnitOf(files: readonly { readonly lengthUnit: LengthUnit }[]): string {
  const units = [...new Set(files.map(({ lengthUnit }) => lengthUnit))];
  if (units.length === 1 && units[0] !== 'unknown') return units[0];
  return units.length > 1 ? 'length, mixed units' : 'length';
}
