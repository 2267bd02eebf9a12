import type { Price } from './price';

export interface ListedPrice extends Price {
  /** A model of this name, or of this name and a date or `latest` behind it. */
  readonly model: string;
  /** Tokens that it reads, its reply included; null where not listed. */
  readonly contextTokens: number | null;
  /** Month in which the provider's list was read. */
  readonly asOf: string;
}

const listed = (
  model: string,
  inputUsd: number,
  outputUsd: number,
  contextTokens: number | null,
  asOf: string,
): ListedPrice => ({ model, inputUsd, outputUsd, contextTokens, asOf });

/**
 * List prices without discounts, US dollars for a million tokens, each as of its month. Sources: the
 * providers' price pages. They age: the user can change each and add others.
 */
export const LISTED_PRICES: readonly ListedPrice[] = [
  listed('gpt-5', 1.25, 10, 400_000, '2025-10'),
  listed('gpt-5-mini', 0.25, 2, 400_000, '2025-10'),
  listed('gpt-5-nano', 0.05, 0.4, 400_000, '2025-10'),
  listed('gpt-4.1', 2, 8, 1_047_576, '2025-10'),
  listed('gpt-4.1-mini', 0.4, 1.6, 1_047_576, '2025-10'),
  listed('gpt-4.1-nano', 0.1, 0.4, 1_047_576, '2025-10'),
  listed('gpt-4o', 2.5, 10, 128_000, '2025-10'),
  listed('gpt-4o-mini', 0.15, 0.6, 128_000, '2025-10'),
  listed('gpt-4-turbo', 10, 30, 128_000, '2025-10'),
  listed('gpt-3.5-turbo', 0.5, 1.5, 16_385, '2025-10'),
  listed('o3', 2, 8, 200_000, '2025-10'),
  listed('o4-mini', 1.1, 4.4, 200_000, '2025-10'),
  listed('claude-opus-5-5', 4, 20, 1_000_000, '2026-09'),
  listed('claude-opus-5', 5, 25, 1_000_000, '2026-09'),
  listed('claude-sonnet-5-5', 2, 10, 1_000_000, '2026-09'),
  listed('claude-opus-4-6', 5, 25, null, '2026-03'),
  listed('claude-opus-4-5', 5, 25, 200_000, '2026-03'),
  listed('claude-opus-4-1', 15, 75, 200_000, '2026-03'),
  listed('claude-sonnet-4-6', 3, 15, null, '2026-03'),
  listed('claude-sonnet-4-5', 3, 15, 200_000, '2026-03'),
  listed('claude-haiku-4-5', 1, 5, 200_000, '2026-03'),
  listed('claude-3-5-haiku', 0.8, 4, 200_000, '2026-03'),
  listed('claude-3-haiku', 0.25, 1.25, 200_000, '2026-03'),
  listed('gemini-2.5-pro', 1.25, 10, 1_048_576, '2025-10'),
  listed('gemini-2.5-flash', 0.3, 2.5, 1_048_576, '2025-10'),
  listed('gemini-2.5-flash-lite', 0.1, 0.4, 1_048_576, '2025-10'),
];

/** What all three providers take off for their batch files. */
export const BATCH_PRICE_SHARE = 0.5;

const VERSION = /^(-latest|[-@]\d{4}-?\d{2}-?\d{2}|[-@]\d{6,8}|-\d{4}|-\d{3})$/;

/**
 * The price of a model; null where none is listed, which the user is told.
 * @param own the user's prices, before the listed ones
 */
export function priceOfModel(model: string, own: readonly ListedPrice[] = []): ListedPrice | null {
  const name = model.slice(model.lastIndexOf('/') + 1);
  const fits = (each: ListedPrice) =>
    each.model === model ||
    each.model === name ||
    (name.startsWith(each.model) && VERSION.test(name.slice(each.model.length)));
  return own.find(fits) ?? LISTED_PRICES.find(fits) ?? null;
}

/**
 * The user's prices with one more, in place of the model's earlier one. Where it doesn't say what the
 * model reads, that stays as it was known, so that prompts are still held to it.
 */
export function withOwnPrice(
  own: readonly ListedPrice[],
  price: ListedPrice,
): readonly ListedPrice[] {
  const { model } = price;
  const contextTokens = price.contextTokens ?? priceOfModel(model, own)?.contextTokens ?? null;
  return [...own.filter((each) => each.model !== model), { ...price, contextTokens }];
}
