import type { Camera, Size } from './camera';
import type { Rgb } from './plot-theme';
import {
  EMPHASIS,
  SLOT_COUNT,
  SLOT_MASK,
  relativeRadius,
  shapeOf,
  type Shape,
} from './point-style';
import { POINT_ALPHA, type Palette } from './renderer';

/** What one point covers: offsets from its centre pixel and opacity there, 0 to 256. */
interface Stamp {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  readonly cover: Uint16Array;
  readonly reach: number;
}

/** Distance in pixels by which all shapes of one radius cover about the same area. */
function shapeDistance(shape: Shape, x: number, y: number): number {
  const ax = Math.abs(x);
  if (shape === 'square') return Math.max(ax, Math.abs(y)) * 1.12;
  if (shape === 'diamond') return (ax + Math.abs(y)) * 0.8;
  if (shape === 'triangle') return Math.max(ax * 0.87 - y * 0.5, y) * 1.28;
  return Math.hypot(x, y);
}

function stampOf(shape: Shape, radius: number): Stamp {
  const reach = Math.ceil(radius * 1.3) + 1;
  const dx: number[] = [];
  const dy: number[] = [];
  const cover: number[] = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const share = Math.min(1, Math.max(0, radius + 0.5 - shapeDistance(shape, x, y)));
      if (share === 0) continue;
      dx.push(x);
      dy.push(y);
      cover.push(Math.round(share * POINT_ALPHA * 256));
    }
  }
  return {
    dx: Int16Array.from(dx),
    dy: Int16Array.from(dy),
    cover: Uint16Array.from(cover),
    reach,
  };
}

/** Row-major RGBA of `width` by `height` device pixels. */
export interface Raster {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/**
 * Stamps points into pixels, in the given order, blending over what is there. Takes the place of
 * the GPU: drawing 18,000 points by canvas paths costs hundreds of milliseconds, this a few.
 * @param points row-major n×2 in data units
 * @param size in CSS pixels
 * @param radius of a plain point in CSS pixels
 */
export function rasterise(
  raster: Raster,
  points: Float32Array,
  styles: Uint8Array,
  order: Uint32Array,
  palette: Palette,
  view: { camera: Camera; size: Size; pixelRatio: number; radius: number },
): void {
  const { data, width, height } = raster;
  const { camera, size, pixelRatio, radius } = view;
  fill(data, palette.background);
  const stamps = new Map<number, Stamp>();
  const scale = camera.scale * pixelRatio;
  const left = (size.width / 2) * pixelRatio - camera.x * scale;
  const top = (size.height / 2) * pixelRatio + camera.y * scale;
  for (const i of order) {
    const x = Math.floor(left + points[2 * i] * scale);
    const y = Math.floor(top - points[2 * i + 1] * scale);
    const style = styles[i] & (SLOT_MASK | EMPHASIS);
    let stamp = stamps.get(style);
    if (!stamp) {
      const pixels = radius * pixelRatio * relativeRadius(style);
      stamp = stampOf(shapeOf(style & SLOT_MASK), pixels);
      stamps.set(style, stamp);
    }
    const { dx, dy, cover, reach } = stamp;
    if (!(x >= -reach && y >= -reach && x < width + reach && y < height + reach)) continue;
    const [r, g, b] = palette.slots[Math.min(style & SLOT_MASK, SLOT_COUNT - 1)];
    for (let k = 0; k < dx.length; k++) {
      const px = x + dx[k];
      const py = y + dy[k];
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const at = (py * width + px) * 4;
      const a = cover[k];
      data[at] += ((r - data[at]) * a) >> 8;
      data[at + 1] += ((g - data[at + 1]) * a) >> 8;
      data[at + 2] += ((b - data[at + 2]) * a) >> 8;
    }
  }
}

function fill(data: Uint8ClampedArray, [r, g, b]: Rgb): void {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  new Uint8Array(pixels.buffer, pixels.byteOffset, 4).set([r, g, b, 255]);
  pixels.fill(pixels[0]);
}
