const dollars = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const small = new Intl.NumberFormat(undefined, {
  style: 'currency',
  currency: 'USD',
  maximumSignificantDigits: 2,
});

/** US dollars in the reader's locale; below a cent with two significant digits. */
export function formatMoney(usd: number): string {
  return usd > 0 && usd < 0.01 ? small.format(usd) : dollars.format(usd);
}
