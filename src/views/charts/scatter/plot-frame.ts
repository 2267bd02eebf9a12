import { screenX, screenY, type Camera, type Size } from './camera';
import { placeLabels, type PlacedLabel, type TakenBox } from './label-placement';
import { drawOverlay, type Overlay } from './overlay';
import type { PlotLabel } from './plot-label';
import type { PlotTheme } from './plot-theme';
import type { PointRenderer } from './renderer';

/** Screen area in square CSS pixels that one label may claim before zooming in. */
const PIXELS_PER_LABEL = 20_000;

/** From where the plane is seen, and how large on the screen. */
export interface View {
  readonly camera: Camera;
  readonly size: Size;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
}

export interface MeasuredLabel extends PlotLabel {
  /** Of the text in CSS pixels. */
  readonly width: number;
}

/** The lower canvas: points alone, as they take longest and change least. */
export interface GroundFrame extends View {
  readonly canvas: HTMLCanvasElement;
  readonly renderer: PointRenderer;
  /** Of a plain point, in CSS pixels. */
  readonly radius: number;
  /** What the renderer has been given: a change of it is a new frame. */
  readonly content: readonly unknown[];
}

/** The upper canvas: labels, rings, lasso. */
export interface OverlayFrame extends View {
  readonly canvas: HTMLCanvasElement;
  readonly points: Float32Array;
  readonly labels: readonly MeasuredLabel[];
  /** Where no label may stand, as something else is drawn there. */
  readonly taken: readonly TakenBox[];
  /** How far in: 1 shows all. */
  readonly zoom: number;
  readonly theme: PlotTheme;
  readonly marks: Omit<Overlay, 'labels'>;
}

/** Gives the bitmap the view's size; setting it, even to the same, would clear it. */
function fitBitmap(canvas: HTMLCanvasElement, { size, ratio }: View): boolean {
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return width > 0 && height > 0;
}

export function drawGround(frame: GroundFrame): void {
  if (!fitBitmap(frame.canvas, frame)) return;
  frame.renderer.draw(frame.camera, frame.size, frame.ratio, frame.radius);
}

/** @returns where the labels came to stand */
export function drawLabelled(frame: OverlayFrame): readonly PlacedLabel[] {
  const { canvas, points, camera, size, ratio, theme, marks } = frame;
  const context = canvas.getContext('2d');
  if (!fitBitmap(canvas, frame) || !context) return [];
  const wishes = frame.labels.map((label) => ({
    ...label,
    x: screenX(camera, size, label.x),
    y: screenY(camera, size, label.y),
    weight: label.id === marks.emphasised ? Infinity : label.weight,
  }));
  const limit = ((size.width * size.height) / PIXELS_PER_LABEL) * frame.zoom ** 2;
  const labels = placeLabels(wishes, size, limit, frame.taken);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  drawOverlay(context, { ...marks, labels }, points, camera, size, theme);
  return labels;
}
