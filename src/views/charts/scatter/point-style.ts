/**
 * How a point looks, in one byte: the palette slot in the low five bits, emphasis in the sixth.
 * Slots 0 to 11 are the categories, each with a colour and one of four shapes, so that neighbours
 * in the palette differ in both.
 */
export const CATEGORY_SLOTS = 12;
/** In no cluster, or without a value. */
export const NOISE_SLOT = 12;
/** Outside the selection. */
export const DIMMED_SLOT = 13;
/** First of the ordered steps, light to strong. */
export const RAMP_START = 14;
export const RAMP_STEPS = 8;
export const SLOT_COUNT = RAMP_START + RAMP_STEPS;
export const SLOT_MASK = 31;
export const EMPHASIS = 32;

export const SHAPES = ['circle', 'square', 'diamond', 'triangle'] as const;
export type Shape = (typeof SHAPES)[number];

export function shapeOf(slot: number): Shape {
  return slot < CATEGORY_SLOTS ? SHAPES[slot % SHAPES.length] : 'circle';
}

const SMALL = 0.62;
const LARGE = 1.35;

/** Radius of a style relative to a plain point. */
export function relativeRadius(style: number): number {
  if (style & EMPHASIS) return LARGE;
  const slot = style & SLOT_MASK;
  return slot === NOISE_SLOT || slot === DIMMED_SLOT ? SMALL : 1;
}

const SHARE_OF_SPACING = 0.15;
const SMALLEST_PX = 1.3;
const LARGEST_PX = 3;

/**
 * Radius of a plain point in CSS pixels: smaller in a crowd, growing with the fourth root of the zoom.
 * @param area of the plot in square CSS pixels
 * @param zoom 1 where all points are in view
 */
export function plainRadius(count: number, area: number, zoom: number): number {
  const spacing = Math.sqrt(area / Math.max(1, count));
  const radius = Math.min(LARGEST_PX, Math.max(SMALLEST_PX, spacing * SHARE_OF_SPACING));
  return radius * Math.min(3, Math.max(0.8, Math.sqrt(Math.sqrt(zoom))));
}

function layerOf(style: number): number {
  if (style & EMPHASIS) return 3;
  const slot = style & SLOT_MASK;
  return slot === DIMMED_SLOT ? 0 : slot === NOISE_SLOT ? 1 : 2;
}

/** Point indices from the bottom layer (dimmed) to the top one (emphasised); stable, O(n). */
export function drawOrder(styles: Uint8Array): Uint32Array {
  const starts = [0, 0, 0, 0, 0];
  for (const style of styles) starts[layerOf(style) + 1]++;
  for (let layer = 0; layer < 4; layer++) starts[layer + 1] += starts[layer];
  const order = new Uint32Array(styles.length);
  for (let i = 0; i < styles.length; i++) order[starts[layerOf(styles[i])]++] = i;
  return order;
}
