import type { Camera, Size } from './camera';
import type { Rgb } from './plot-theme';

/** Colours by palette slot, and what is behind them. */
export interface Palette {
  readonly slots: readonly Rgb[];
  readonly background: Rgb;
}

/** Draws many points on one canvas. Nothing is drawn until `draw`. */
export interface PointRenderer {
  /** @param points row-major n×2 */
  setPoints(points: Float32Array): void;
  /** @param styles one byte a point, see `point-style.ts` */
  setStyles(styles: Uint8Array): void;
  setPalette(palette: Palette): void;
  /**
   * @param size of the canvas in CSS pixels; its bitmap is `pixelRatio` times that
   * @param radius of a plain point in CSS pixels
   */
  draw(camera: Camera, size: Size, pixelRatio: number, radius: number): void;
  destroy(): void;
}

/** Opacity of a point: overlaps show, single points stay clear. */
export const POINT_ALPHA = 0.78;
