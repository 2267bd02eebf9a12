import { screenX, screenY, type Camera, type Size } from './camera';
import { placeLabels } from './label-placement';
import { LABEL_FONT_PX } from './overlay';
import type { PlotLabel } from './plot-label';
import type { PlotTheme } from './plot-theme';
import { SLOT_MASK, drawOrder, relativeRadius, shapeOf, type Shape } from './point-style';
import { POINT_ALPHA } from './renderer';

const LABEL_EM = 0.58;

/** Path of one point; coordinates to a tenth of a pixel keep the file small. */
function shapePath(shape: Shape, x: number, y: number, radius: number): string {
  const n = (value: number) => value.toFixed(1);
  const r = radius;
  if (shape === 'square')
    return `M${n(x - r * 0.9)} ${n(y - r * 0.9)}h${n(r * 1.8)}v${n(r * 1.8)}h${n(-r * 1.8)}z`;
  if (shape === 'diamond')
    return `M${n(x)} ${n(y - r * 1.25)}l${n(r * 1.25)} ${n(r * 1.25)}l${n(-r * 1.25)} ${n(r * 1.25)}l${n(-r * 1.25)} ${n(-r * 1.25)}z`;
  if (shape === 'triangle')
    return `M${n(x)} ${n(y - r * 1.35)}l${n(r * 1.3)} ${n(r * 2.2)}h${n(-r * 2.6)}z`;
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * The plot as an SVG document: one path for each style, labels as text. About 60 bytes a point.
 * @param points row-major n×2
 * @param radius of a plain point in pixels
 */
export function scatterSvg(
  points: Float32Array,
  styles: Uint8Array,
  labels: readonly PlotLabel[],
  view: { camera: Camera; size: Size; radius: number },
  theme: PlotTheme,
): string {
  const { camera, size, radius } = view;
  const x = (value: number) => screenX(camera, size, value);
  const y = (value: number) => screenY(camera, size, value);
  const paths = new Map<number, string[]>();
  for (const i of drawOrder(styles)) {
    const [px, py] = [x(points[2 * i]), y(points[2 * i + 1])];
    if (!(px >= 0 && py >= 0 && px <= size.width && py <= size.height)) continue;
    const path = paths.get(styles[i]) ?? [];
    const shape = shapeOf(styles[i] & SLOT_MASK);
    path.push(shapePath(shape, px, py, radius * relativeRadius(styles[i])));
    paths.set(styles[i], path);
  }
  const marks = [...paths].map(
    ([style, path]) =>
      `<path fill="rgb(${theme.palette.slots[style & SLOT_MASK].join()})" d="${path.join('')}"/>`,
  );
  const wishes = labels.map((label) => ({
    ...label,
    x: x(label.x),
    y: y(label.y),
    width: label.text.length * LABEL_FONT_PX * LABEL_EM,
  }));
  const texts = placeLabels(wishes, size, Infinity).map((at) => {
    return `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}">${escapeXml(at.text)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">`,
    `<rect width="100%" height="100%" fill="${theme.background}"/>`,
    `<g fill-opacity="${POINT_ALPHA}">${marks.join('')}</g>`,
    `<g font-family="${escapeXml(theme.font)}" font-size="${LABEL_FONT_PX}" font-weight="600" text-anchor="middle" dominant-baseline="middle" fill="${theme.ink}" stroke="${theme.background}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${texts.join('')}</g>`,
    '</svg>',
  ].join('');
}
