const NUMBER_BYTES = 8;
/** What the browser's serialisation adds to every value, roughly. */
const VALUE_BYTES = 2;
const BEYOND_LATIN_1 = /[\u0100-\uffff]/;

/**
 * Bytes that plain data take in the browser's database, by the rules of V8's serialisation and
 * within about a tenth of it: a byte for each character of a Latin-1 text, two for others, eight for a
 * number, typed arrays as they are. One pass over the data, which must not hold cycles.
 */
export function storedSize(value: unknown): number {
  if (typeof value === 'string') {
    return VALUE_BYTES + (BEYOND_LATIN_1.test(value) ? 2 * value.length : value.length);
  }
  if (typeof value === 'number') return VALUE_BYTES + (Number.isInteger(value) ? 2 : NUMBER_BYTES);
  if (typeof value !== 'object' || value === null) return VALUE_BYTES;
  if (ArrayBuffer.isView(value)) return VALUE_BYTES + value.byteLength;
  if (value instanceof ArrayBuffer) return VALUE_BYTES + value.byteLength;
  let size = VALUE_BYTES;
  if (Array.isArray(value)) for (const item of value) size += storedSize(item);
  else for (const key in value) size += VALUE_BYTES + key.length + storedSize(value[key as never]);
  return size;
}
