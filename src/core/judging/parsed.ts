/** What a reply says, or what it lacks, for the user. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/**
 * What several places of a reply say, which must be the same but for the reason: which of two a
 * model settled on can't be told from their order. Null for no place.
 */
export function agreed<T extends { readonly reason: string }>(
  readings: readonly Parsed<T>[],
): Parsed<T> | null {
  const results = new Set<string>();
  let settled: Parsed<T> | null = null;
  for (const reading of readings) {
    if (!reading.ok) return reading;
    results.add(JSON.stringify({ ...reading.value, reason: '' }));
    if (!settled?.ok || settled.value.reason === '') settled = reading;
  }
  return results.size > 1 ? { ok: false, reason: 'it gives two different results' } : settled;
}
