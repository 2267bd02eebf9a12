import type { Camera, Size } from './camera';
import type { Rgb } from './plot-theme';
import { SLOT_MASK, relativeRadius, shapeOf, type Shape } from './point-style';
import { POINT_ALPHA, type Palette } from './renderer';

/** What one point of a style covers: offsets from its centre pixel, and what it adds there. */
interface Stamp {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** dy · width + dx. */
  readonly offset: Int32Array;
  /** 256 less the opacity, which what is below is multiplied by. */
  readonly keep: Uint16Array;
  /** Opacity times red and blue in 32 bits, and times green, as two channels fit in one product. */
  readonly redBlue: Int32Array;
  readonly green: Int32Array;
  readonly reach: number;
}

const RED_BLUE = 0x00ff00ff;
const GREEN = 0x0000ff00;
const OPAQUE = 0xff000000;

/** Distance in pixels by which all shapes of one radius cover about the same area. */
function shapeDistance(shape: Shape, x: number, y: number): number {
  const ax = Math.abs(x);
  if (shape === 'square') return Math.max(ax, Math.abs(y)) * 1.12;
  if (shape === 'diamond') return (ax + Math.abs(y)) * 0.8;
  if (shape === 'triangle') return Math.max(ax * 0.87 - y * 0.5, y) * 1.28;
  return Math.hypot(x, y);
}

function stampOf(shape: Shape, radius: number, [r, g, b]: Rgb, width: number): Stamp {
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
    offset: Int32Array.from(dx, (x, k) => dy[k] * width + x),
    keep: Uint16Array.from(cover, (a) => 256 - a),
    redBlue: Int32Array.from(cover, (a) => Math.imul(r | (b << 16), a)),
    green: Int32Array.from(cover, (a) => Math.imul(g << 8, a)),
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
 * O(n · pixels of a point).
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
  // Pixels as 0xAABBGGRR: every machine that a browser runs on is little-endian.
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  const [red, green, blue] = palette.background;
  pixels.fill(OPAQUE | (blue << 16) | (green << 8) | red);
  const stamps: Stamp[] = [];
  const scale = camera.scale * pixelRatio;
  const left = (size.width / 2) * pixelRatio - camera.x * scale;
  const top = (size.height / 2) * pixelRatio + camera.y * scale;
  for (let at = 0; at < order.length; at++) {
    const i = order[at];
    const x = Math.floor(left + points[2 * i] * scale);
    const y = Math.floor(top - points[2 * i + 1] * scale);
    const style = styles[i];
    const slot = style & SLOT_MASK;
    const stamp = (stamps[style] ??= stampOf(
      shapeOf(slot),
      radius * pixelRatio * relativeRadius(style),
      palette.slots[slot],
      width,
    ));
    const { reach } = stamp;
    if (x >= reach && y >= reach && x < width - reach && y < height - reach) {
      const centre = y * width + x;
      for (let k = 0; k < stamp.keep.length; k++) blend(pixels, centre + stamp.offset[k], stamp, k);
    } else if (x >= -reach && y >= -reach && x < width + reach && y < height + reach) {
      for (let k = 0; k < stamp.keep.length; k++) {
        const px = x + stamp.dx[k];
        const py = y + stamp.dy[k];
        if (px < 0 || py < 0 || px >= width || py >= height) continue;
        blend(pixels, py * width + px, stamp, k);
      }
    }
  }
}

function blend(pixels: Uint32Array, at: number, stamp: Stamp, k: number): void {
  const below = pixels[at];
  const keep = stamp.keep[k];
  const redBlue = (Math.imul(below & RED_BLUE, keep) + stamp.redBlue[k]) >>> 8;
  const green = (Math.imul(below & GREEN, keep) + stamp.green[k]) >>> 8;
  pixels[at] = OPAQUE | (redBlue & RED_BLUE) | (green & GREEN);
}
