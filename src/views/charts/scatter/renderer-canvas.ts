import type { Camera, Size } from './camera';
import { drawOrder } from './point-style';
import { rasterise } from './rasteriser';
import type { Palette, PointRenderer } from './renderer';

/**
 * The renderer where there is no WebGL2.
 * @throws Error where the browser refuses a canvas altogether
 */
export function createCanvasRenderer(canvas: HTMLCanvasElement): PointRenderer {
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('The browser refuses to draw on a canvas.');
  let points = new Float32Array(0);
  let styles = new Uint8Array(0);
  let order = new Uint32Array(0);
  let palette: Palette | null = null;
  let image: ImageData | null = null;

  return {
    setPoints(next: Float32Array) {
      points = new Float32Array(next);
    },
    setStyles(next: Uint8Array) {
      styles = new Uint8Array(next);
      order = new Uint32Array(drawOrder(styles));
    },
    setPalette(next: Palette) {
      palette = next;
    },
    draw(camera: Camera, size: Size, pixelRatio: number, radius: number) {
      if (!palette || canvas.width === 0 || canvas.height === 0) return;
      if (image?.width !== canvas.width || image.height !== canvas.height) {
        image = context.createImageData(canvas.width, canvas.height);
      }
      const view = { camera, size, pixelRatio, radius };
      rasterise(image, points, styles, order, palette, view);
      context.putImageData(image, 0, 0);
    },
    destroy() {
      image = null;
    },
  };
}
