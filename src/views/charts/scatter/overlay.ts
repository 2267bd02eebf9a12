import { screenX, screenY, type Camera, type Size } from './camera';
import type { PlacedLabel } from './label-placement';
import type { PlotTheme } from './plot-theme';

/** What is drawn over the points. */
export interface Overlay {
  readonly labels: readonly PlacedLabel[];
  /** Label on a tinted ground; null for none. */
  readonly emphasised: number | null;
  /** Point indices with a thin ring (neighbours), and the one with a strong ring. */
  readonly linked: readonly number[];
  readonly opened: number | null;
  readonly hovered: number | null;
  /** Corners in CSS pixels, x and y in turn. */
  readonly lasso: readonly number[];
  /** A cross in the middle, where the keyboard picks. */
  readonly crosshair: boolean;
}

export const LABEL_FONT_PX = 12;

export function labelFont(theme: PlotTheme): string {
  return `600 ${LABEL_FONT_PX}px ${theme.font}`;
}

/** Draws in CSS pixels on a context that is already scaled and cleared. */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  points: Float32Array,
  camera: Camera,
  size: Size,
  theme: PlotTheme,
): void {
  const ring = (index: number, radius: number, colour: string, width: number) => {
    context.beginPath();
    const x = screenX(camera, size, points[2 * index]);
    const y = screenY(camera, size, points[2 * index + 1]);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  };
  drawLabels(context, overlay, theme);
  for (const index of overlay.linked) ring(index, 5.5, theme.ink, 1);
  if (overlay.hovered !== null) ring(overlay.hovered, 6, theme.ink, 1.5);
  if (overlay.opened !== null) {
    ring(overlay.opened, 8, theme.background, 5);
    ring(overlay.opened, 8, theme.accent, 2.5);
  }
  if (overlay.crosshair) drawCrosshair(context, size, theme);
  if (overlay.lasso.length >= 4) drawLasso(context, overlay.lasso, theme);
}

function drawLabels(context: CanvasRenderingContext2D, overlay: Overlay, theme: PlotTheme): void {
  context.font = labelFont(theme);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { id, text, x, y, width } of overlay.labels) {
    if (id === overlay.emphasised) {
      context.fillStyle = theme.accentSoft;
      context.beginPath();
      context.roundRect(x - width / 2 - 5, y - 10, width + 10, 20, 5);
      context.fill();
    } else {
      context.lineWidth = 4;
      context.strokeStyle = theme.background;
      context.strokeText(text, x, y);
    }
    context.fillStyle = theme.ink;
    context.fillText(text, x, y);
  }
}

function drawCrosshair(context: CanvasRenderingContext2D, size: Size, theme: PlotTheme): void {
  const x = Math.round(size.width / 2);
  const y = Math.round(size.height / 2);
  context.beginPath();
  context.moveTo(x - 9, y);
  context.lineTo(x + 9, y);
  context.moveTo(x, y - 9);
  context.lineTo(x, y + 9);
  context.lineWidth = 1.5;
  context.strokeStyle = theme.accent;
  context.stroke();
}

function drawLasso(
  context: CanvasRenderingContext2D,
  corners: readonly number[],
  theme: PlotTheme,
): void {
  context.beginPath();
  context.moveTo(corners[0], corners[1]);
  for (let i = 2; i < corners.length; i += 2) context.lineTo(corners[i], corners[i + 1]);
  context.closePath();
  context.globalAlpha = 0.14;
  context.fillStyle = theme.accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeStyle = theme.accent;
  context.stroke();
}
