import { screenX, screenY, type Camera, type Size } from './camera';
import { placeLabels, type PlacedLabel, type TakenBox } from './label-placement';
import { drawOverlay, type Overlay } from './overlay';
import type { PlotLabel } from './plot-label';
import type { PlotTheme } from './plot-theme';
import type { PointRenderer } from './renderer';

/** Screen area in square CSS pixels that one label may claim before zooming in. */
const PIXELS_PER_LABEL = 20_000;

/** All that one picture of the plot depends on. */
export interface PlotFrame {
  readonly renderer: PointRenderer;
  /** Below, for the points, and above it, for everything else. */
  readonly ground: HTMLCanvasElement;
  readonly overlay: HTMLCanvasElement;
  readonly points: Float32Array;
  /** As the renderer has them already; a change of them is a new frame. */
  readonly styles: Uint8Array;
  readonly labels: readonly PlotLabel[];
  /** Width of each label's text in CSS pixels, by id. */
  readonly widths: ReadonlyMap<number, number>;
  /** Where no label may stand, as something else is drawn there. */
  readonly taken: readonly TakenBox[];
  readonly camera: Camera;
  readonly size: Size;
  readonly ratio: number;
  /** How far in: 1 shows all. */
  readonly zoom: number;
  /** Of a plain point, in CSS pixels. */
  readonly radius: number;
  readonly theme: PlotTheme;
  readonly marks: Omit<Overlay, 'labels' | 'text'>;
}

/** Draws both canvases. @returns where the labels came to stand */
export function drawFrame(frame: PlotFrame): readonly PlacedLabel[] {
  const { renderer, ground, overlay, points, labels, camera, size, ratio, theme } = frame;
  const context = overlay.getContext('2d');
  if (!context || size.width === 0 || size.height === 0) return [];
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  for (const canvas of [ground, overlay]) {
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  }
  renderer.draw(camera, size, ratio, frame.radius);
  const wishes = labels.map(({ id, x, y, weight }) => ({
    id,
    x: screenX(camera, size, x),
    y: screenY(camera, size, y),
    width: frame.widths.get(id) ?? 0,
    weight: id === frame.marks.emphasised ? Infinity : weight,
  }));
  const limit = ((size.width * size.height) / PIXELS_PER_LABEL) * frame.zoom ** 2;
  const placed = placeLabels(wishes, size, limit, frame.taken);
  const texts = new Map(labels.map(({ id, text }) => [id, text]));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  const text = (id: number) => texts.get(id) ?? '';
  drawOverlay(context, { ...frame.marks, labels: placed, text }, points, camera, size, theme);
  return placed;
}
